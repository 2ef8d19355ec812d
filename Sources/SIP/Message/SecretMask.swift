/// Hides in a message what lets its reader pass for somebody else or listen to the call: the digest response (RFC 7616
/// 3.4; who has it guesses the password offline), any other scheme's credentials, keys in SDP, and our own secret
/// wherever it stands. As many `x` take its place: every length still holds, and the message parses as before.
package struct SecretMask: Sendable {
    private let secrets: [[UInt8]]

    /// - Parameter secrets: Shorter ones than four bytes would hide half of every message; they are not looked for.
    package init(secrets: [Secret] = []) {
        self.secrets = secrets.map { Array($0.text.utf8) }.filter { $0.count >= 4 }
    }

    /// Works on any bytes: lines of the body count like header fields, for servers that send a request back inside one.
    package func masked(_ bytes: [UInt8]) -> [UInt8] {
        var masked = bytes
        for line in Self.lines(of: bytes) {
            guard let rule = Self.rules.first(where: { bytes[line].begins($0.start) }) else { continue }
            masked.hide(rule.find(bytes, line.dropFirst(rule.start.utf8.count)))
        }
        for secret in secrets {
            for start in bytes.indices where bytes[start...].starts(with: secret) {
                masked.hide(start..<(start + secret.count))
            }
        }
        return masked
    }

    // MARK: - Where secrets stand

    private struct Rule {
        /// How the line begins; a header's name.
        let start: String
        /// The places of the secret bytes in the rest of the line.
        let find: @Sendable (_ bytes: [UInt8], _ rest: Range<Int>) -> [Int]
    }

    private static let rules = [
        Rule(start: "Authorization", find: credentials), Rule(start: "Proxy-Authorization", find: credentials),
        Rule(start: "Authentication-Info", find: responses),
        Rule(start: "Proxy-Authentication-Info", find: responses),
        // RFC 4568 9.1: `inline:KEY|lifetime|MKI:length;inline:…`; RFC 4567 3.1; RFC 4566 5.12.
        Rule(start: "a=crypto:") { values(of: ["inline"], after: ":", until: "|;", $0, $1) },
        Rule(start: "a=key-mgmt:", find: afterBlank),
        Rule(start: "k=") { bytes, rest in Array(rest.drop { bytes[$0] != UInt8(ascii: ":") }.dropFirst()) },
    ]

    /// The digest's response; all that another scheme has (`Basic`, `Bearer`).
    private static func credentials(_ bytes: [UInt8], _ rest: Range<Int>) -> [Int] {
        let value = rest.drop { bytes[$0].isLWS || bytes[$0] == UInt8(ascii: ":") }
        return bytes[value].begins("Digest") ? responses(bytes, value) : afterBlank(bytes, value)
    }

    private static func responses(_ bytes: [UInt8], _ rest: Range<Int>) -> [Int] {
        values(of: ["response", "rspauth"], after: "=", until: ",", bytes, rest)
    }

    private static func afterBlank(_ bytes: [UInt8], _ rest: Range<Int>) -> [Int] {
        Array(rest.drop { !bytes[$0].isLWS })
    }

    /// The values of these names, each up to white space or one of the ends, or up to its closing quote. A name counts
    /// wherever it stands, in another value too: whoever chose the realm cannot hide the response behind it.
    private static func values(
        of names: [String], after separator: Unicode.Scalar, until ends: String, _ bytes: [UInt8], _ rest: Range<Int>
    ) -> [Int] {
        let quote = UInt8(ascii: "\"")
        var places: [Int] = []
        // Nil outside a value.
        var isQuoted: Bool?
        var scanner = Scanner(bytes: bytes, range: rest, header: "")
        while let byte = scanner.current {
            let ahead = bytes[scanner.position..<rest.upperBound]
            if !bytes[scanner.position - 1].isToken, let name = names.first(where: ahead.begins) {
                scanner.position += name.utf8.count
                if scanner.skipSeparator(UInt8(ascii: separator)) { isQuoted = scanner.skip(quote) }
                continue
            }
            switch isQuoted {
            case true? where byte == quote: isQuoted = nil
            case false? where byte.isLWS || ends.utf8.contains(byte): isQuoted = nil
            case nil: break
            default: places.append(scanner.position)
            }
            scanner.position += 1
        }
        return places
    }

    /// Each with what is folded into it. CR alone ends a line too, as some reader may see it.
    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == .carriageReturn || bytes[index] == .lineFeed {
            let next = index + 1
            if next < bytes.count, bytes[next].isLWS { continue }
            lines.append(start..<index)
            start = next
        }
        lines.append(start..<bytes.count)
        return lines
    }
}

extension ArraySlice<UInt8> {
    /// Letters of either case.
    fileprivate func begins(_ text: String) -> Bool {
        starts(with: text.utf8) { $0.lowercased == $1.lowercased }
    }
}

extension [UInt8] {
    /// Line ends stay, or the message would fall apart.
    fileprivate mutating func hide(_ places: some Sequence<Int>) {
        for index in places where !self[index].isLWS { self[index] = UInt8(ascii: "x") }
    }
}
