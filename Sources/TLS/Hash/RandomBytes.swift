import COpenSSL

/// `count` unpredictable bytes from OpenSSL's generator; none for a count below one.
package func randomBytes(_ count: Int) throws(OpenSSLError) -> [UInt8] {
    guard let length = CInt(exactly: count), length > 0 else { return [] }
    OpenSSLLibrary.start()
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, length) == 1 else { throw OpenSSLError(draining: "RAND_bytes") }
    return bytes
}
