/// Writes a message, attribute by attribute. Integrity and fingerprint cover what stands before them: add them last, in
/// that order.
package struct STUNMessageBuilder: Sendable {
    /// The message so far; always whole.
    package private(set) var bytes: [UInt8]
    private let transactionID: TransactionID

    /// A message without attributes. `method` counts with its low twelve bits.
    package init(
        _ messageClass: STUNMessage.Class, method: UInt16 = STUNMessage.binding, transactionID: TransactionID
    ) {
        let type = method & 0x000f | (method & 0x0070) << 1 | (method & 0x0f80) << 2 | messageClass.rawValue
        bytes = type.bytes + UInt16(0).bytes + STUNMessage.magicCookie.bytes + transactionID.bytes
        self.transactionID = transactionID
    }

    /// Adds any attribute, padded with zeros. A value that the message's 16-bit length cannot hold is cut to what fits.
    package mutating func add(_ type: AttributeType, _ value: [UInt8]) {
        let room = STUNMessage.headerLength + 0xfffc - bytes.count - 4
        guard room >= 0 else { return }
        let value = value.prefix(room)
        bytes += type.rawValue.bytes + UInt16(value.count).bytes + value
        bytes += [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
        setLength(bytes.count - STUNMessage.headerLength)
    }

    /// Adds MAPPED-ADDRESS or another attribute of its form (RFC 8489 §14.1).
    package mutating func add(_ type: AttributeType, _ address: TransportAddress) {
        add(type, AddressCoding.encode(address, mask: []))
    }

    /// Adds XOR-MAPPED-ADDRESS or another attribute of its form (RFC 8489 §14.2).
    package mutating func addXOR(_ address: TransportAddress, as type: AttributeType = .xorMappedAddress) {
        add(type, AddressCoding.encode(address, mask: AddressCoding.mask(transactionID)))
    }

    /// Adds SOFTWARE, at most 763 bytes (RFC 8489 §14.14).
    package mutating func addSoftware(_ text: String) {
        add(.software, Array(text.utf8.prefix(763)))
    }

    /// Adds MESSAGE-INTEGRITY (RFC 8489 §14.5). `hmac` is HMAC-SHA1 of key and data; what it throws is thrown.
    package mutating func addMessageIntegrity<Failure: Error>(
        key: [UInt8], hmac: (_ key: [UInt8], _ data: [UInt8]) throws(Failure) -> [UInt8]
    ) throws(Failure) {
        // The hash covers a length that already counts the attribute itself: 4 bytes of header, 20 of hash.
        var covered = self
        covered.setLength(bytes.count - STUNMessage.headerLength + 24)
        add(.messageIntegrity, try hmac(key, covered.bytes))
    }

    /// Adds FINGERPRINT (RFC 8489 §14.7).
    package mutating func addFingerprint() {
        var covered = self
        covered.setLength(bytes.count - STUNMessage.headerLength + 8)
        add(.fingerprint, (CRC32.checksum(covered.bytes) ^ Fingerprint.mask).bytes)
    }

    private mutating func setLength(_ length: Int) {
        bytes.replaceSubrange(2..<4, with: UInt16(truncatingIfNeeded: length).bytes)
    }
}
