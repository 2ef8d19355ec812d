extension Limits {
    /// What delta-seconds can say: 2^32 - 1 (RFC 3261 20.19).
    static let seconds = 4_294_967_295
    static let maxForwards = 255
}

/// A header that is a number and nothing else: Max-Forwards, Content-Length, Expires, Min-Expires.
struct Count: HeaderValue {
    /// `nil` when it is larger than any limit.
    let number: Int?

    init(from scanner: inout Scanner) throws(ParseError) {
        number = try scanner.decimal(upTo: Limits.seconds)
    }
}

extension Message {
    /// 0 to 255; `nil` when missing or malformed.
    package var maxForwards: Int? { count(.maxForwards, upTo: Limits.maxForwards) }

    /// What the sender declares, though the body may be shorter; `nil` when missing or malformed.
    package var contentLength: Int? { count(.contentLength, upTo: Limits.seconds) }

    /// Seconds; `nil` when missing or malformed.
    package var expires: Int? { count(.expires, upTo: Limits.seconds) }

    /// Seconds (423, RFC 3261 20.23); `nil` when missing or malformed.
    package var minExpires: Int? { count(.minExpires, upTo: Limits.seconds) }

    private func count(_ header: HeaderName, upTo limit: Int) -> Int? {
        guard let field = firstField(of: header) else { return nil }
        return decimalValue(of: bytes[field.value], upTo: limit)
    }
}
