/// When to try again (RFC 3261 20.33).
package struct RetryAfter: Hashable, Sendable {
    package var seconds: Int
    /// Without its parentheses.
    package var comment: String?
    /// For how long the callee will then be reachable, in seconds.
    package var duration: Int?
}

extension RetryAfter: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        let start = scanner.position
        guard let seconds = try scanner.decimal(upTo: Limits.seconds) else {
            throw scanner.error(.numberTooLarge, at: start)
        }
        self.seconds = seconds
        scanner.skipLWS()
        if scanner.current == UInt8(ascii: "(") {
            let range = try scanner.comment()
            comment = scanner.text((range.lowerBound + 1)..<(range.upperBound - 1))
        }
        let parameters = try scanner.parameters()
        duration = parameters.value("duration").flatMap { decimalValue(of: $0.utf8, upTo: Limits.seconds) }
    }
}

extension Scanner {
    /// A comment with its parentheses; comments may nest.
    fileprivate mutating func comment() throws(ParseError) -> Range<Int> {
        let start = position
        var depth = 0
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                guard depth <= Limits.commentDepth else { throw error(.nestedTooDeep, at: position - 1) }
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return start..<position }
            case UInt8(ascii: "\\"):
                position = min(position + 1, end)
            default:
                break
            }
        }
        throw error(.unterminatedComment, at: start)
    }
}
