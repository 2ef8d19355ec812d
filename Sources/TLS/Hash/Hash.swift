import COpenSSL

/// The hashes that SIP digest (RFC 8760), STUN (RFC 8489) and certificate fingerprints need, computed by OpenSSL.
package enum Hash: String, CaseIterable, Sendable {
    case md5 = "MD5"
    case sha1 = "SHA1"
    case sha256 = "SHA256"
    /// SHA-512 with its own initial value, cut to 256 bits (FIPS 180-4).
    case sha512t256 = "SHA512-256"

    /// The hash of `data`. Throws where this OpenSSL refuses the algorithm (a FIPS or policy configuration).
    package func digest(_ data: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        try Self.digest(algorithm: rawValue, data)
    }

    /// HMAC (RFC 2104) of `data` under `key`. Throws as `digest` does.
    package func hmac(key: [UInt8], _ data: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        OpenSSLLibrary.start()
        var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length = 0
        let done = EVP_Q_mac(
            nil, "HMAC", nil, rawValue, nil, key, key.count, data, data.count, &output, output.count, &length)
        guard done != nil else { throw OpenSSLError(draining: "EVP_Q_mac(HMAC, \(rawValue))") }
        return Array(output.prefix(length))
    }

    /// The hash as a function value for a protocol that takes one. Throws now, once, where OpenSSL refuses the algorithm.
    package func function() throws(OpenSSLError) -> @Sendable ([UInt8]) -> [UInt8] {
        _ = try digest([])
        // What worked once fails later only for want of memory; an empty hash then matches nothing.
        return { data in (try? digest(data)) ?? [] }
    }

    /// By OpenSSL's name, so that a refusal can be tested with a name it does not know.
    static func digest(algorithm: String, _ data: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        OpenSSLLibrary.start()
        var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length = 0
        guard EVP_Q_digest(nil, algorithm, nil, data, data.count, &output, &length) == 1 else {
            throw OpenSSLError(draining: "EVP_Q_digest(\(algorithm))")
        }
        return Array(output.prefix(length))
    }
}
