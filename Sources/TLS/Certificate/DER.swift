import COpenSSL

/// Lets OpenSSL write one of its objects as bytes.
enum DER {
    /// - Parameter encode: An `i2d_…` function; it allocates, as its result is taken over.
    static func bytes(_ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> CInt) -> [UInt8] {
        var output: UnsafeMutablePointer<UInt8>?
        let count = encode(&output)
        guard count > 0, let output else { return [] }
        defer { CRYPTO_clear_free(output, Int(count), nil, 0) }
        return Array(UnsafeBufferPointer(start: output, count: Int(count)))
    }
}
