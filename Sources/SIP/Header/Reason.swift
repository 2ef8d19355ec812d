/// Why a request was sent or a call failed, in the words of some protocol (RFC 3326).
package struct Reason: Hashable, Sendable {
    /// As written: `SIP`, `Q.850`.
    package var protocolName: String
    /// A status code, or a Q.850 cause value.
    package var cause: Int?
    package var text: String?
    /// All of them, `cause` and `text` too.
    package var parameters: [Parameter]
}

extension Reason: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        scanner.skipLWS()
        protocolName = scanner.text(try scanner.token())
        parameters = try scanner.parameters()
        cause = parameters.value("cause").flatMap { decimalValue(of: $0.utf8, upTo: 999_999) }
        text = parameters.value("text")
    }
}
