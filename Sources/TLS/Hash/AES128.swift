import COpenSSL

/// AES with a key of 128 bits in counter mode (NIST SP 800-38A 6.5), as SRTP uses it (RFC 3711 §4.1.1).
package enum AES128 {
    /// Encrypts `data`, or decrypts it: it is the same. `key` and `counter`, the first counter block, are 16 bytes long.
    package static func counterMode(key: [UInt8], counter: [UInt8], _ data: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        try CipherContext().counterMode(key: key, counter: counter, data)
    }

    /// The cipher as a function value for a protocol that takes one. Throws now, once, where OpenSSL refuses it.
    package static func function() throws(OpenSSLError) -> @Sendable ([UInt8], [UInt8], [UInt8]) -> [UInt8] {
        let block = [UInt8](repeating: 0, count: 16)
        _ = try counterMode(key: block, counter: block, block)
        // What worked once fails later only for want of memory, or for a key of another length: nothing comes out.
        return { key, counter, data in (try? counterMode(key: key, counter: counter, data)) ?? [] }
    }
}

/// Owns an `EVP_CIPHER_CTX`.
private struct CipherContext: ~Copyable {
    private let context: OpaquePointer

    init() throws(OpenSSLError) {
        OpenSSLLibrary.start()
        guard let context = EVP_CIPHER_CTX_new() else { throw OpenSSLError(draining: "EVP_CIPHER_CTX_new") }
        self.context = context
    }

    deinit {
        EVP_CIPHER_CTX_free(context)
    }

    func counterMode(key: [UInt8], counter: [UInt8], _ data: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        guard key.count == 16, counter.count == 16, let length = CInt(exactly: data.count),
            EVP_EncryptInit_ex(context, EVP_aes_128_ctr(), nil, key, counter) == 1
        else { throw OpenSSLError(draining: "EVP_EncryptInit_ex(AES-128-CTR)") }
        var output = [UInt8](repeating: 0, count: data.count)
        var written: CInt = 0
        guard EVP_EncryptUpdate(context, &output, &written, data, length) == 1, written == length else {
            throw OpenSSLError(draining: "EVP_EncryptUpdate(AES-128-CTR)")
        }
        return output
    }
}
