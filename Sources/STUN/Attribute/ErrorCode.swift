/// ERROR-CODE (RFC 8489 §14.8): why the server does not answer the question.
package struct ErrorCode: Hashable, Sendable {
    /// 300 try alternate, 400 bad request, 401 unauthenticated, 420 unknown attribute, 438 stale nonce, 500 server error.
    package let code: Int
    /// The server's words: remote text, at most 763 bytes, invalid UTF-8 repaired.
    package let reason: String

    package init(_ code: Int, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The class in three bits, the number below a hundred in a byte.
    var encoded: [UInt8] {
        [0, 0, UInt8(clamping: code / 100) & 0x07, UInt8(clamping: code % 100)] + reason.utf8.prefix(763)
    }
}

extension STUNMessage {
    /// The ERROR-CODE; nil where there is none.
    package func errorCode() throws(STUNFault) -> ErrorCode? {
        guard let attribute = first(.errorCode) else { return nil }
        let value = value(of: attribute)
        guard value.count >= 4 else { throw STUNFault(offset: attribute.range.lowerBound, rule: .valueLength) }
        let (hundreds, rest) = (Int(value[2] & 0x07), Int(value[3]))
        guard 3...6 ~= hundreds, rest < 100 else {
            throw STUNFault(offset: attribute.range.lowerBound + 2, rule: .errorCode)
        }
        return ErrorCode(hundreds * 100 + rest, String(decoding: value.dropFirst(4).prefix(763), as: UTF8.self))
    }

    /// The types in UNKNOWN-ATTRIBUTES, which comes with a 420; none where there is no such attribute.
    package var unknownAttributes: [AttributeType] {
        guard let attribute = first(.unknownAttributes) else { return [] }
        let value = value(of: attribute)
        return stride(from: 0, to: value.count - 1, by: 2).map { AttributeType(rawValue: value.uint16(at: $0)) }
    }
}
