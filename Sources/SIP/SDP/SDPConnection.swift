/// Where media is wanted: the value of `c=`, and the end of `o=` and of `a=rtcp` (RFC 8866 5.7).
package struct SDPConnection: Hashable, Sendable, CustomStringConvertible {
    package var address: Host

    package init(_ address: Host) {
        self.address = address
    }

    /// `IN IP4 192.0.2.1`; TTL and count of multicast are not kept.
    package init?(_ text: some StringProtocol) {
        let words = text.split(separator: " ")
        guard words.count == 3, words[0] == "IN", words[1] == "IP4" || words[1] == "IP6",
            let word = words[2].split(separator: "/").first, let address = try? Host(String(word))
        else { return nil }
        self.address = address
    }

    package var description: String {
        if case .ipv6 = address { return "IN IP6 \(address)" }
        return "IN IP4 \(address)"
    }

    /// 0.0.0.0 or ::, by which RFC 2543 put a call on hold (RFC 3264 8.4).
    package var isUnspecified: Bool { address.bytes?.allSatisfy { $0 == 0 } == true }
}

/// Who made the description, and which version of it this is: the value of `o=` (RFC 8866 5.2).
package struct SDPOrigin: Hashable, Sendable, CustomStringConvertible {
    package var username: String
    /// A number, though not everybody sends one.
    package var sessionID: String
    package var version: String
    package var connection: SDPConnection

    package init(username: String = "-", sessionID: String, version: String, connection: SDPConnection) {
        self.username = username
        self.sessionID = sessionID
        self.version = version
        self.connection = connection
    }

    /// A user name with spaces, against the rules, is taken whole.
    package init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count >= 6, let connection = SDPConnection(words.suffix(3).joined(separator: " ")) else {
            return nil
        }
        self.connection = connection
        username = words.dropLast(5).joined(separator: " ")
        sessionID = String(words[words.count - 5])
        version = String(words[words.count - 4])
    }

    package var description: String { "\(username) \(sessionID) \(version) \(connection)" }
}
