/// The SDES crypto suites that sipdiag speaks (RFC 4568 §6.2), by their names in `a=crypto`.
package enum SRTPSuite: String, CaseIterable, Sendable {
    case aes128SHA1Tag80 = "AES_CM_128_HMAC_SHA1_80"
    case aes128SHA1Tag32 = "AES_CM_128_HMAC_SHA1_32"

    /// Bytes of the tag behind each RTP packet.
    var tagLength: Int { self == .aes128SHA1Tag80 ? 10 : 4 }

    /// The shorter tag is for RTP alone (RFC 4568 §6.2).
    static let controlTagLength = 10
}

/// A master key and salt, as `inline:` of `a=crypto` carries them in Base64 (RFC 4568 §6.1).
package struct SRTPMasterKey: Hashable, Sendable {
    /// Of key and salt together, in bytes.
    package static let length = 30

    let key: [UInt8]
    let salt: [UInt8]

    /// Nil where `bytes` is not 30 long.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        key = Array(bytes[..<16])
        salt = Array(bytes[16...])
    }
}

/// What SRTP needs of a cryptographic library; an empty result is a failure.
package struct SRTPPrimitives: Sendable {
    /// AES-128 in counter mode: 16 bytes of key, the first counter block, and the data.
    package typealias CounterMode = @Sendable (_ key: [UInt8], _ counter: [UInt8], _ data: [UInt8]) -> [UInt8]
    /// HMAC-SHA1.
    package typealias HMAC = @Sendable (_ key: [UInt8], _ data: [UInt8]) -> [UInt8]

    let counterMode: CounterMode
    let hmac: HMAC

    package init(counterMode: @escaping CounterMode, hmac: @escaping HMAC) {
        self.counterMode = counterMode
        self.hmac = hmac
    }
}
