/// The value of MAPPED-ADDRESS, XOR-MAPPED-ADDRESS and their kin: a zero byte, the family, the port, the address.
enum AddressCoding {
    private static let ipv4: UInt8 = 0x01
    private static let ipv6: UInt8 = 0x02

    /// What XOR-MAPPED-ADDRESS is combined with: the cookie, then the transaction id (RFC 8489 §14.2).
    static func mask(_ transactionID: TransactionID) -> [UInt8] {
        STUNMessage.magicCookie.bytes + transactionID.bytes
    }

    static func encode(_ address: TransportAddress, mask: [UInt8]) -> [UInt8] {
        [0, address.bytes.count == 16 ? ipv6 : ipv4]
            + combine(address.port.bytes, mask) + combine(address.bytes, mask)
    }

    /// `offset` is where the value stands in its message, for the fault.
    static func decode(_ value: [UInt8], offset: Int, mask: [UInt8]) throws(STUNFault) -> TransportAddress {
        guard value.count >= 4 else { throw STUNFault(offset: offset, rule: .addressLength) }
        guard value[1] == ipv4 || value[1] == ipv6 else { throw STUNFault(offset: offset + 1, rule: .addressFamily) }
        let address = combine(Array(value[4...]), mask)
        let port = combine(Array(value[2..<4]), mask).uint16(at: 0)
        guard address.count == (value[1] == ipv4 ? 4 : 16), let result = TransportAddress(bytes: address, port: port)
        else {
            throw STUNFault(offset: offset, rule: .addressLength)
        }
        return result
    }

    /// Bytes beyond the mask stay as they are; an empty mask changes nothing.
    private static func combine(_ bytes: [UInt8], _ mask: [UInt8]) -> [UInt8] {
        bytes.enumerated().map { $1 ^ ($0 < mask.count ? mask[$0] : 0) }
    }
}

extension STUNMessage {
    /// The address in the first attribute of this type, un-XORed where the type says so; nil where there is none.
    package func address(_ type: AttributeType) throws(STUNFault) -> TransportAddress? {
        guard let attribute = first(type) else { return nil }
        let isXOR = type == .xorMappedAddress || type == .xorMappedAddressOld
        return try AddressCoding.decode(
            value(of: attribute), offset: attribute.range.lowerBound,
            mask: isXOR ? AddressCoding.mask(transactionID) : [])
    }

    /// Where the server saw the request come from: XOR-MAPPED-ADDRESS under its number, then under its old one, then
    /// MAPPED-ADDRESS, which a NAT may have rewritten.
    package func reflexiveAddress() throws(STUNFault) -> TransportAddress? {
        for type in [AttributeType.xorMappedAddress, .xorMappedAddressOld, .mappedAddress] {
            if let address = try address(type) { return address }
        }
        return nil
    }
}
