/// A received STUN message (RFC 8489 §5). It keeps its bytes; attributes are ranges into them, in the order received,
/// unknown and repeated ones included.
package struct STUNMessage: Hashable, Sendable {
    /// The two class bits of the message type, at their places.
    package enum Class: UInt16, Sendable {
        case request = 0x000
        case indication = 0x010
        case successResponse = 0x100
        case errorResponse = 0x110
    }

    /// One attribute: its type, and where its value (without padding) stands in `bytes`.
    package struct Attribute: Hashable, Sendable {
        package let type: AttributeType
        package let range: Range<Int>

        /// Where the attribute's own four-byte header begins.
        package var offset: Int { range.lowerBound - 4 }
    }

    /// Fixed, so that STUN can be told from other protocols on the same port.
    package static let magicCookie: UInt32 = 0x2112_a442
    /// The method Binding, the only one sipdiag speaks.
    package static let binding: UInt16 = 0x001
    package static let headerLength = 20

    package let bytes: [UInt8]
    package let messageClass: Class
    package let method: UInt16
    package let transactionID: TransactionID
    package let attributes: [Attribute]

    /// The first attribute of a type, as RFC 8489 §14 reads them: later duplicates do not count, and neither does anything
    /// after MESSAGE-INTEGRITY but the second integrity and the fingerprint (§14.5).
    package func first(_ type: AttributeType) -> Attribute? {
        for attribute in attributes {
            if attribute.type == type { return attribute }
            if attribute.type == .messageIntegrity && type != .fingerprint && type != .messageIntegritySHA256 {
                return nil
            }
        }
        return nil
    }

    /// The bytes of an attribute's value.
    package func value(of attribute: Attribute) -> [UInt8] {
        Array(bytes[attribute.range])
    }

    /// Attributes that a receiver must understand (below 0x8000) and sipdiag does not.
    package var unknownRequiredAttributes: [AttributeType] {
        attributes.map(\.type).filter { $0.isComprehensionRequired && $0.name == nil }
    }
}
