import COpenSSL

extension [UInt8] {
    /// Base64 (RFC 4648 §4), padded.
    package var base64: String {
        guard let count = CInt(exactly: count) else { return "" }
        // Four letters for three bytes, and the terminating zero.
        var text = [UInt8](repeating: 0, count: (self.count + 2) / 3 * 4 + 1)
        let length = EVP_EncodeBlock(&text, self, count)
        return String(decoding: text.prefix(Int(length)), as: UTF8.self)
    }
}
