/// The signed token of an Identity header (RFC 8225): base64 of who calls whom. Its header, a JSON object, begins `eyJ`.
enum Passport {
    static func places(in bytes: [UInt8]) -> [MaskedPlace] {
        var places: [MaskedPlace] = []
        var start = 0
        while start < bytes.count {
            guard bytes[start...].starts(with: "eyJ".utf8), start == 0 || !bytes[start - 1].isWord else {
                start += 1
                continue
            }
            let token = bytes[start...].prefix { $0.isLetterOrDigit || "-_.=".utf8.contains($0) }
            // Header, payload and signature (RFC 7515 7.1); what has more parts may have hidden one.
            if token.count(where: { $0 == UInt8(ascii: ".") }) >= 2 {
                places.append(MaskedPlace(range: start..<token.endIndex, mask: "passport"))
            }
            start = token.endIndex
        }
        return places
    }
}
