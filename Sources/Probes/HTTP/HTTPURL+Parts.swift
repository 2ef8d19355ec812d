extension HTTPURL {
    /// Where the colon after a scheme stands; nil where the text begins with no scheme.
    static func schemeEnd(in text: String) -> String.Index? {
        guard let first = text.utf8.first, first.isLetter, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
        else {
            return nil
        }
        let isScheme = text.utf8[..<colon].allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
        // `host:8080/path` has the form of a scheme too; a dot or a digit after the colon tells.
        let next = text.utf8[text.utf8.index(after: colon)...].first
        return isScheme && next.map { !$0.isDigit } ?? true ? colon : nil
    }

    /// `authority` up to the path: `host`, `host:port`, `[v6]:port`.
    static func hostAndPort(_ authority: Substring, _ scheme: Scheme) throws(HTTPURLError) -> (String, UInt16) {
        guard !authority.contains("@") else { throw .credentials }
        let host: Substring
        let rest: Substring
        if authority.hasPrefix("[") {
            host = authority.dropFirst().prefix { $0 != "]" }
            guard host.endIndex < authority.endIndex, host.contains(":"), host.utf8.allSatisfy(\.isIPv6Digit) else {
                throw .badHost
            }
            rest = authority[host.endIndex...].dropFirst()
        } else {
            host = authority.prefix { $0 != ":" }
            guard !host.isEmpty else { throw .missingHost }
            guard host.utf8.count <= 254, host.utf8.allSatisfy(\.isHostCharacter) else { throw .badHost }
            rest = authority[host.endIndex...]
        }
        return (host.lowercased(), try port(rest) ?? scheme.defaultPort)
    }

    /// The port in `:8080`; nil for nothing or a lone colon, which RFC 3986 allows.
    private static func port(_ text: Substring) throws(HTTPURLError) -> UInt16? {
        guard !text.isEmpty else { return nil }
        guard text.hasPrefix(":") else { throw .badHost }
        let digits = text.dropFirst()
        guard !digits.isEmpty else { return nil }
        guard digits.utf8.allSatisfy(\.isDigit), let port = UInt16(digits), port > 0 else { throw .badPort }
        return port
    }

    /// Path and query with a leading slash, without dot segments (RFC 3986 §5.2.4), in ASCII.
    static func normalTarget(_ reference: Substring) -> String {
        let path = reference.prefix { $0 != "?" }
        var segments: [Substring] = []
        let given = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for segment in given {
            if segment == ".." {
                _ = segments.popLast()
            } else if segment != "." {
                segments.append(segment)
            }
        }
        if given.last == "." || given.last == ".." { segments.append("") }
        return percentEncoded("/" + segments.joined(separator: "/") + reference[path.endIndex...])
    }

    private static func percentEncoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            if byte < 0x80 {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%" + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { 0x61...0x7a ~= self | 0x20 }
    fileprivate var isDigit: Bool { 0x30...0x39 ~= self }
    fileprivate var isHostCharacter: Bool { isLetter || isDigit || "-._".utf8.contains(self) }
    fileprivate var isIPv6Digit: Bool { isDigit || 0x61...0x66 ~= self | 0x20 || ":.".utf8.contains(self) }
}
