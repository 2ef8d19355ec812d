import COpenSSL

/// Owner of a certificate that OpenSSL has read.
struct CertificateObject: ~Copyable {
    private let pointer: OpaquePointer

    /// Nil where the bytes are no certificate in DER, or more than one.
    init?(der: [UInt8]) {
        OpenSSLLibrary.start()
        let parsed = der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var next = buffer.baseAddress
            guard let parsed = d2i_X509(nil, &next, buffer.count) else { return nil }
            if next == buffer.baseAddress.map({ $0 + buffer.count }) { return parsed }
            X509_free(parsed)
            return nil
        }
        guard let parsed else {
            ERR_clear_error()
            return nil
        }
        pointer = parsed
    }

    deinit { X509_free(pointer) }

    /// The pointer is good for as long as `body` runs.
    func withPointer<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        body(pointer)
    }
}

/// Owner of a private key.
struct PrivateKeyObject: ~Copyable {
    private let pointer: OpaquePointer

    /// Nil where the bytes are no private key in DER.
    init?(der: [UInt8]) {
        OpenSSLLibrary.start()
        let parsed = der.withUnsafeBufferPointer { buffer in
            var next = buffer.baseAddress
            return d2i_AutoPrivateKey(nil, &next, buffer.count)
        }
        guard let parsed else {
            ERR_clear_error()
            return nil
        }
        pointer = parsed
    }

    /// A new key on the curve P-256.
    init() throws(OpenSSLError) {
        OpenSSLLibrary.start()
        guard let key = sd_generate_key() else { throw OpenSSLError(draining: "EVP_EC_gen") }
        pointer = key
    }

    deinit { EVP_PKEY_free(pointer) }

    func withPointer<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        body(pointer)
    }

    /// PKCS #8 (RFC 5208).
    var der: [UInt8] {
        guard let info = EVP_PKEY2PKCS8(pointer) else { return [] }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        return DER.bytes { i2d_PKCS8_PRIV_KEY_INFO(info, $0) }
    }
}
