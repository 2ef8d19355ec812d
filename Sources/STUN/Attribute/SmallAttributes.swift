/// CHANGE-REQUEST (RFC 5780 §7.2): asks the server to answer from its other address, its other port, or both.
package struct ChangeRequest: Hashable, Sendable {
    package let changeIP: Bool
    package let changePort: Bool

    package init(changeIP: Bool, changePort: Bool) {
        self.changeIP = changeIP
        self.changePort = changePort
    }
}

extension STUNMessage {
    /// SOFTWARE (RFC 8489 §14.14): remote text, at most 763 bytes, invalid UTF-8 repaired.
    package var software: String? {
        first(.software).map { String(decoding: value(of: $0).prefix(763), as: UTF8.self) }
    }

    /// CHANGE-REQUEST; nil where there is none.
    package func changeRequest() throws(STUNFault) -> ChangeRequest? {
        guard let attribute = first(.changeRequest) else { return nil }
        let value = value(of: attribute)
        guard value.count == 4 else { throw STUNFault(offset: attribute.range.lowerBound, rule: .valueLength) }
        return ChangeRequest(changeIP: value[3] & 0x04 != 0, changePort: value[3] & 0x02 != 0)
    }

    /// RESPONSE-PORT (RFC 5780 §7.5); nil where there is none. Some write two bytes, some four: both are read.
    package func responsePort() throws(STUNFault) -> UInt16? {
        guard let attribute = first(.responsePort) else { return nil }
        let value = value(of: attribute)
        guard value.count == 2 || value.count == 4 else {
            throw STUNFault(offset: attribute.range.lowerBound, rule: .valueLength)
        }
        return value.uint16(at: 0)
    }
}

extension STUNMessageBuilder {
    /// Adds ERROR-CODE. The code lies between 300 and 699.
    package mutating func addErrorCode(_ error: ErrorCode) {
        add(.errorCode, error.encoded)
    }

    /// Adds UNKNOWN-ATTRIBUTES, as a 420 must carry it.
    package mutating func addUnknownAttributes(_ types: [AttributeType]) {
        add(.unknownAttributes, types.flatMap { $0.rawValue.bytes })
    }

    /// Adds CHANGE-REQUEST.
    package mutating func addChangeRequest(_ change: ChangeRequest) {
        add(.changeRequest, [0, 0, 0, (change.changeIP ? 0x04 : 0) | (change.changePort ? 0x02 : 0)])
    }

    /// Adds RESPONSE-PORT: the port, then two reserved bytes, as coturn writes it.
    package mutating func addResponsePort(_ port: UInt16) {
        add(.responsePort, port.bytes + [0, 0])
    }
}
