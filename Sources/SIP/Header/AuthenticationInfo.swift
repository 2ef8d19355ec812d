/// What a server says after it has accepted an answer (RFC 7616 3.5).
package struct AuthenticationInfo: Hashable, Sendable {
    package var parameters: [Parameter]

    /// The nonce to use from now on.
    package var nextNonce: String? { parameters.value("nextnonce") }
}

extension AuthenticationInfo: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        parameters = try scanner.authenticationParameters()
        if parameters.isEmpty { throw scanner.error(.missingValue) }
    }
}
