/// An attribute's number (IANA "STUN Attributes"). An unknown number stays a value.
package struct AttributeType: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let mappedAddress = AttributeType(rawValue: 0x0001)
    package static let changeRequest = AttributeType(rawValue: 0x0003)
    package static let changedAddress = AttributeType(rawValue: 0x0005)
    package static let username = AttributeType(rawValue: 0x0006)
    package static let messageIntegrity = AttributeType(rawValue: 0x0008)
    package static let errorCode = AttributeType(rawValue: 0x0009)
    package static let unknownAttributes = AttributeType(rawValue: 0x000a)
    package static let realm = AttributeType(rawValue: 0x0014)
    package static let nonce = AttributeType(rawValue: 0x0015)
    package static let messageIntegritySHA256 = AttributeType(rawValue: 0x001c)
    package static let passwordAlgorithm = AttributeType(rawValue: 0x001d)
    package static let userhash = AttributeType(rawValue: 0x001e)
    package static let xorMappedAddress = AttributeType(rawValue: 0x0020)
    package static let priority = AttributeType(rawValue: 0x0024)
    package static let useCandidate = AttributeType(rawValue: 0x0025)
    package static let padding = AttributeType(rawValue: 0x0026)
    package static let responsePort = AttributeType(rawValue: 0x0027)
    /// XOR-MAPPED-ADDRESS before RFC 5389 fixed its number; old servers still send it.
    package static let xorMappedAddressOld = AttributeType(rawValue: 0x8020)
    package static let software = AttributeType(rawValue: 0x8022)
    package static let alternateServer = AttributeType(rawValue: 0x8023)
    package static let fingerprint = AttributeType(rawValue: 0x8028)
    package static let iceControlled = AttributeType(rawValue: 0x8029)
    package static let responseOrigin = AttributeType(rawValue: 0x802b)
    package static let otherAddress = AttributeType(rawValue: 0x802c)

    /// A receiver that does not know such an attribute must reject the message (RFC 8489 §14).
    package var isComprehensionRequired: Bool { rawValue < 0x8000 }

    /// The registered name; nil for a number that sipdiag does not know.
    package var name: String? { Self.names[self] }

    private static let names: [AttributeType: String] = [
        .mappedAddress: "MAPPED-ADDRESS", .changeRequest: "CHANGE-REQUEST", .changedAddress: "CHANGED-ADDRESS",
        // The two that RFC 3489 had beside CHANGED-ADDRESS; classic servers send them in every answer.
        AttributeType(rawValue: 0x0002): "RESPONSE-ADDRESS", AttributeType(rawValue: 0x0004): "SOURCE-ADDRESS",
        AttributeType(rawValue: 0x000b): "REFLECTED-FROM",
        .username: "USERNAME", .messageIntegrity: "MESSAGE-INTEGRITY", .errorCode: "ERROR-CODE",
        .unknownAttributes: "UNKNOWN-ATTRIBUTES", .realm: "REALM", .nonce: "NONCE",
        .messageIntegritySHA256: "MESSAGE-INTEGRITY-SHA256", .passwordAlgorithm: "PASSWORD-ALGORITHM",
        .userhash: "USERHASH", .xorMappedAddress: "XOR-MAPPED-ADDRESS", .priority: "PRIORITY",
        .useCandidate: "USE-CANDIDATE", .padding: "PADDING", .responsePort: "RESPONSE-PORT",
        .xorMappedAddressOld: "XOR-MAPPED-ADDRESS", .software: "SOFTWARE", .alternateServer: "ALTERNATE-SERVER",
        .fingerprint: "FINGERPRINT", .iceControlled: "ICE-CONTROLLED", .responseOrigin: "RESPONSE-ORIGIN",
        .otherAddress: "OTHER-ADDRESS",
    ]
}
