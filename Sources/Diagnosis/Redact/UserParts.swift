extension PersonMasks {
    /// The users of URIs (RFC 3261 19.1.1), the numbers of `tel:` (RFC 3966 3), the user name of credentials and, where it
    /// is a number, that of an SDP origin (RFC 4566 5.2).
    mutating func users(in bytes: [UInt8]) -> [MaskedPlace] {
        var places: [MaskedPlace] = []
        var index = 0
        while index < bytes.count {
            let range = Self.user(in: bytes, at: index)
            // A password behind it (RFC 3261 19.1.1) goes with it, and is no part of the name.
            if let range, let name = bytes[range].split(separator: UInt8(ascii: ":"), maxSplits: 1).first,
                let mask = mask(of: Array(name), kind: .user)
            {
                places.append(MaskedPlace(range: range, mask: mask))
            }
            index = range?.upperBound ?? index + 1
        }
        return places
    }

    /// No user is longer: a hostile message may announce one at every fourth byte.
    private static let longest = 1024

    /// Where the user stands that is announced here, with its password.
    private static func user(in bytes: [UInt8], at index: Int) -> Range<Int>? {
        guard index == 0 || !bytes[index - 1].isLetterOrDigit else { return nil }
        if bytes.has("sip:", at: index) { return beforeAt(bytes, index + 4) }
        if bytes.has("sips:", at: index) { return beforeAt(bytes, index + 5) }
        if bytes.has("tel:", at: index) {
            return range(bytes, index + 4) { $0.isHexDigit || "+-.()%*#".utf8.contains($0) }
        }
        if bytes.has("username=\"", at: index) {
            return range(bytes, index + 10) { $0 != UInt8(ascii: "\"") && !$0.isLineEnd }
        }
        if bytes.has("o=", at: index), index == 0 || bytes[index - 1].isLineEnd {
            let origin = range(bytes, index + 2) { !$0.isBlank && !$0.isLineEnd }
            return bytes[origin].allSatisfy { $0.isDigit || $0 == UInt8(ascii: "+") } ? origin : nil
        }
        return nil
    }

    /// Up to the first parameter before the `@`; nil where there is none, and so no user.
    private static func beforeAt(_ bytes: [UInt8], _ start: Int) -> Range<Int>? {
        let authority = range(bytes, start) { !$0.isBlank && !$0.isLineEnd && !"@<>\"".utf8.contains($0) }
        guard bytes.at(authority.upperBound) == UInt8(ascii: "@") else { return nil }
        // With parameters of its own (`;phone-context=`) the number ends before them.
        let user = range(bytes, start) { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "@") }
        return user.isEmpty ? nil : user
    }

    private static func range(_ bytes: [UInt8], _ start: Int, while holds: (UInt8) -> Bool) -> Range<Int> {
        let rest = bytes[min(start, bytes.endIndex)...].prefix(longest)
        return start..<(rest.firstIndex { !holds($0) } ?? rest.endIndex)
    }
}
