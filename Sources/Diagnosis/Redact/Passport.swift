/// The signed token of an Identity header (RFC 8225): base64 of who calls whom. Its header, a JSON object, begins `eyJ`.
enum Passport {
    /// Longer ones are none: a hostile message may begin one at every fourth byte.
    private static let longest = 4096

    static func places(in bytes: [UInt8]) -> [MaskedPlace] {
        bytes.indices.compactMap { start in
            guard bytes[start...].starts(with: "eyJ".utf8), start == 0 || !bytes[start - 1].isWord else { return nil }
            let token = bytes[start...].prefix(longest).prefix { $0.isLetterOrDigit || "-_.=".utf8.contains($0) }
            guard token.count(where: { $0 == UInt8(ascii: ".") }) == 2 else { return nil }
            return MaskedPlace(range: start..<token.endIndex, mask: "passport")
        }
    }
}
