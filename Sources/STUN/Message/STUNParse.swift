/// What a datagram turned out to be.
package enum STUNParse: Hashable, Sendable {
    case message(STUNMessage)
    /// Something else: the two leading zero bits or the magic cookie are missing.
    case notSTUN
    /// The beginning of a STUN message; it lacks at least this many bytes.
    case incomplete(missing: Int)
    /// A STUN message that breaks a rule.
    case wrong(STUNFault)
}

/// A broken rule, and the offset in the message where it is broken.
package struct STUNFault: Error, Hashable, Sendable {
    /// The rules of RFC 8489 that a message can break.
    package enum Rule: String, Sendable {
        case lengthNotMultipleOfFour = "the message length is not a multiple of four"
        case bytesAfterMessage = "bytes follow the end of the message"
        case attributeBeyondEnd = "an attribute is longer than the message"
        case attributeAfterFingerprint = "an attribute follows FINGERPRINT"
        case addressFamily = "an address is of neither IPv4 nor IPv6"
        case addressLength = "an address has not the length of its family"
        case errorCode = "an error code is not between 300 and 699"
        case valueLength = "an attribute's value has not the length of its type"
    }

    package let offset: Int
    package let rule: Rule

    package init(offset: Int, rule: Rule) {
        self.offset = offset
        self.rule = rule
    }
}

extension STUNMessage {
    /// Reads one whole datagram.
    package static func parse(_ bytes: [UInt8]) -> STUNParse {
        guard looksLikeSTUN(bytes) else { return .notSTUN }
        guard bytes.count >= headerLength else { return .incomplete(missing: headerLength - bytes.count) }
        let type = bytes.uint16(at: 0)
        let end = headerLength + Int(bytes.uint16(at: 2))
        guard end % 4 == 0 else { return .wrong(STUNFault(offset: 2, rule: .lengthNotMultipleOfFour)) }
        guard bytes.count >= end else { return .incomplete(missing: end - bytes.count) }
        guard bytes.count == end else { return .wrong(STUNFault(offset: end, rule: .bytesAfterMessage)) }
        // Every combination of the two class bits is a class, and bytes 8 to 20 are 12 long.
        guard let messageClass = Class(rawValue: type & 0x0110), let id = TransactionID(bytes: Array(bytes[8..<20]))
        else {
            return .notSTUN
        }
        do throws(STUNFault) {
            let attributes = try attributes(in: bytes)
            return .message(
                STUNMessage(
                    bytes: bytes, messageClass: messageClass, method: method(ofType: type), transactionID: id,
                    attributes: attributes))
        } catch {
            return .wrong(error)
        }
    }

    private static func looksLikeSTUN(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first else { return false }
        return first & 0xc0 == 0
            && bytes.dropFirst(4).prefix(4).elementsEqual(magicCookie.bytes.prefix(max(0, bytes.count - 4)))
    }

    /// The method's twelve bits lie around the two class bits (RFC 8489 figure 3).
    private static func method(ofType type: UInt16) -> UInt16 {
        type & 0x000f | (type & 0x00e0) >> 1 | (type & 0x3e00) >> 2
    }

    private static func attributes(in bytes: [UInt8]) throws(STUNFault) -> [Attribute] {
        var attributes: [Attribute] = []
        var offset = headerLength
        // The message length is a multiple of four and so is every step: a header never hangs over the end.
        while offset < bytes.count {
            if attributes.last?.type == .fingerprint {
                throw STUNFault(offset: offset, rule: .attributeAfterFingerprint)
            }
            let type = AttributeType(rawValue: bytes.uint16(at: offset))
            let length = Int(bytes.uint16(at: offset + 2))
            let padded = (length + 3) & ~3
            guard padded <= bytes.count - offset - 4 else {
                throw STUNFault(offset: offset, rule: .attributeBeyondEnd)
            }
            attributes.append(Attribute(type: type, range: offset + 4..<offset + 4 + length))
            offset += 4 + padded
        }
        return attributes
    }
}
