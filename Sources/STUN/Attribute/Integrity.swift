/// Whether a checksum or a keyed hash in a message is right.
package enum IntegrityCheck: Sendable {
    case absent
    case valid
    case invalid
}

enum Fingerprint {
    /// XORed in, so that a CRC-32 of another protocol on the same port does not fit (RFC 8489 §14.7).
    static let mask: UInt32 = 0x5354_554e
}

extension STUNMessage {
    /// FINGERPRINT (RFC 8489 §14.7).
    package var fingerprint: IntegrityCheck {
        guard let attribute = first(.fingerprint) else { return .absent }
        let expected = CRC32.checksum(bytes[..<attribute.offset]) ^ Fingerprint.mask
        return value(of: attribute) == expected.bytes ? .valid : .invalid
    }

    /// MESSAGE-INTEGRITY (RFC 8489 §14.5). `key` is the password (short-term) or MD5(user:realm:password) (long-term),
    /// `hmac` is HMAC-SHA1 of key and data; what it throws is thrown.
    package func messageIntegrity<Failure: Error>(
        key: [UInt8], hmac: (_ key: [UInt8], _ data: [UInt8]) throws(Failure) -> [UInt8]
    ) throws(Failure) -> IntegrityCheck {
        guard let attribute = first(.messageIntegrity) else { return .absent }
        // The hash covers what stands before it, under a length that ends with the attribute itself.
        var covered = Array(bytes[..<attribute.offset])
        let length = UInt16(truncatingIfNeeded: attribute.range.upperBound - Self.headerLength)
        covered.replaceSubrange(2..<4, with: length.bytes)
        let expected = try hmac(key, covered)
        return expected.count == 20 && value(of: attribute) == expected ? .valid : .invalid
    }
}
