/// A DNS character string (RFC 1035 section 3.3): at most 255 octets of no particular meaning.
package struct CharacterString: Hashable, Sendable, ExpressibleByStringLiteral {
    package let bytes: [UInt8]

    /// Keeps the first 255 octets.
    package init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes.prefix(255))
    }

    package init(stringLiteral value: String) {
        self.init(value.utf8)
    }

    package static let empty = CharacterString([])

    /// ASCII letters folded, for the words that RFC 3403 compares without regard to case.
    package var lowercased: String {
        String(decoding: bytes, as: UTF8.self).lowercased()
    }
}

extension CharacterString: CustomStringConvertible {
    /// Quoted, printable ASCII only.
    package var description: String {
        let quote = UInt8(ascii: "\"")
        let space = UInt8(ascii: " ")
        return "\"" + bytes.map { $0 == quote ? "\\\"" : $0 == space ? " " : presentation(of: $0) }.joined() + "\""
    }
}
