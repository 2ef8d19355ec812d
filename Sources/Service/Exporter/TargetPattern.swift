import Net
package import Probes
package import SIP

/// Whom an exporter may ask. What a pattern lets in is a plain HOST or HOST:PORT: a user, a parameter (`maddr`) or a port
/// that the file does not name would let a scrape reach what nobody has allowed.
package enum TargetPattern: Sendable, Equatable {
    /// As it was written, with a user, a scheme or parameters.
    case exactly(String)
    case server(Host, port: UInt16?)
    /// `*.example.net`: names below it, of any depth.
    case below(String, port: UInt16?)
    /// `192.0.2.0/28`: on the port that is SIP's.
    case network([UInt8], length: Int)

    /// - Throws: why it is none.
    package init(_ text: String) throws(TargetPatternProblem) {
        if text.hasPrefix("*") {
            self = try Self.below(text)
        } else if let slash = text.firstIndex(of: "/") {
            self = try Self.network(text[..<slash], text[text.index(after: slash)...])
        } else {
            do throws(TargetProblem) {
                let target = try Target(text)
                self = target.plainHost.map { .server($0, port: target.port) } ?? .exactly(text)
            } catch {
                throw TargetPatternProblem(description: error.description)
            }
        }
    }

    package func allows(_ target: Target) -> Bool {
        if case .exactly(let text) = self { return target.text == text }
        guard let host = target.plainHost else { return false }
        switch self {
        case .exactly: return false
        case .server(let server, let port): return host == server && target.port == port
        case .below(let suffix, let port):
            guard case .name(let name) = host else { return false }
            return name.lowercased().hasSuffix(suffix) && name.count > suffix.count && target.port == port
        case .network(let prefix, let length):
            guard let bytes = host.bytes, bytes.count == prefix.count, target.port == nil else { return false }
            return Self.bits(bytes, length) == Self.bits(prefix, length)
        }
    }

    private static func below(_ text: String) throws(TargetPatternProblem) -> TargetPattern {
        guard text.hasPrefix("*."), let target = try? Target(String(text.dropFirst(2))), let host = target.plainHost,
            case .name(let name) = host, name.contains("."), !name.contains("*")
        else {
            throw TargetPatternProblem(description: "\"\(text)\": write *.example.com, with two labels at least")
        }
        return .below(".\(name.lowercased())", port: target.port)
    }

    private static func network(
        _ address: Substring, _ length: Substring
    ) throws(TargetPatternProblem) -> TargetPattern {
        guard let bytes = IPAddress(address)?.bytes, let length = Int(length) else {
            throw TargetPatternProblem(description: "\"\(address)/\(length)\" is no network; write 192.0.2.0/28")
        }
        // Larger ones are no list of one's own servers any more.
        let shortest = bytes.count == 4 ? 16 : 48
        guard (shortest...bytes.count * 8).contains(length) else {
            throw TargetPatternProblem(
                description: "\(address)/\(length): a network is /\(shortest) to /\(bytes.count * 8)")
        }
        return .network(bytes, length: length)
    }

    private static func bits(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let kept = min(max(length - 8 * index, 0), 8)
            return byte & ~UInt8(truncatingIfNeeded: 0xFF >> kept)
        }
    }
}

package struct TargetPatternProblem: Error, CustomStringConvertible {
    package var description: String
}

extension Target {
    /// The host of a target that is nothing but HOST or HOST:PORT.
    fileprivate var plainHost: Host? {
        guard case .sip(let sip) = uri, user == nil, sip.parameters.isEmpty, sip.headers.isEmpty,
            !text.lowercased().hasPrefix("sip:"), !text.lowercased().hasPrefix("sips:")
        else { return nil }
        return host
    }
}
