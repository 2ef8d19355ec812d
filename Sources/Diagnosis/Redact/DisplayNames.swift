extension PersonMasks {
    /// The names before the URI of a header field (RFC 3261 20.10): `"Bob" <sip:…>` anywhere, `Bob <sip:…>` where a line is
    /// a header field.
    mutating func displayNames(in bytes: [UInt8]) -> [MaskedPlace] {
        bytes.indices.compactMap { index in
            guard ["<sip:", "<sips:", "<tel:"].contains(where: { bytes.has($0, at: index) }),
                let range = Self.nameBefore(index, in: bytes)
            else { return nil }
            return mask(of: Array(bytes[range]), kind: .name).map { MaskedPlace(range: range, mask: $0) }
        }
    }

    /// No header field is longer: a hostile message may have a URI at every fifth byte.
    private static let longest = 2048

    private static func nameBefore(_ uri: Int, in bytes: [UInt8]) -> Range<Int>? {
        let near = bytes[max(0, uri - longest)..<uri]
        let line = near.lastIndex(where: \.isLineEnd).map { $0 + 1 } ?? near.startIndex
        guard let last = bytes[line..<uri].lastIndex(where: { !$0.isBlank }) else { return nil }
        let quote = UInt8(ascii: "\"")
        if bytes[last] == quote {
            // A quote with a backslash before it is part of the name.
            let opening = bytes[line..<last].indices.last {
                bytes[$0] == quote && bytes.at($0 - 1) != UInt8(ascii: "\\")
            }
            return opening.map { $0 + 1..<last }
        }
        guard let colon = bytes[line..<uri].firstIndex(of: UInt8(ascii: ":")),
            bytes[line..<colon].allSatisfy({ $0.isLetterOrDigit || $0 == UInt8(ascii: "-") })
        else { return nil }
        let before = bytes[colon..<uri].lastIndex { ":,>".utf8.contains($0) } ?? colon
        guard let first = bytes[(before + 1)..<uri].firstIndex(where: { !$0.isBlank }) else { return nil }
        // Tokens and blanks, and what people write there all the same (`Miller & Sons (Sales)`).
        let isName = bytes[first...last].allSatisfy { $0.isWord || $0.isBlank || "-.!%*+`'~&()/[]#".utf8.contains($0) }
        return isName ? first..<last + 1 : nil
    }
}
