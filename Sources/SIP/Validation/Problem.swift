/// A rule that a well-framed message breaks.
package struct Problem: Hashable, Sendable, CustomStringConvertible {
    package enum Severity: Hashable, Sendable {
        /// A good element rejects the request, or discards the response.
        case rejected
        /// A liberal element may go on (RFC 4475), and most do.
        case tolerable
    }

    package let fault: ParseError
    package let severity: Severity
    /// The code to answer the request with; `nil` for a response, which is not answered.
    package let responseCode: Int?

    package var header: String { fault.header }
    package var offset: Int { fault.offset }
    package var rule: Rule { fault.rule }
    package var description: String { fault.description }
}
