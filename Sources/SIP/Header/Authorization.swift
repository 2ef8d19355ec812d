/// The answer to a challenge (RFC 3261 20.7 and 20.28, RFC 7616 3.4).
package struct Authorization: Hashable, Sendable {
    package var challenger: Challenger
    /// As written: `Digest`, or one unknown.
    package var scheme: String
    /// All of them, as written.
    package var parameters: [Parameter]

    package init(_ challenger: Challenger, scheme: String = "Digest", parameters: [Parameter]) {
        self.challenger = challenger
        self.scheme = scheme
        self.parameters = parameters
    }

    package var username: String? { parameters.value("username") }
    package var realm: String? { parameters.value("realm") }
    package var nonce: String? { parameters.value("nonce") }
    package var uri: String? { parameters.value("uri") }
    package var response: String? { parameters.value("response") }
    /// `nil` means MD5.
    package var algorithm: String? { parameters.value("algorithm") }
    package var qop: String? { parameters.value("qop") }
    package var cnonce: String? { parameters.value("cnonce") }
    /// Eight hexadecimal digits in `nc`: how often the nonce has been used.
    package var nonceCount: UInt32? { parameters.value("nc").flatMap { UInt32($0, radix: 16) } }

    /// The header that carries them.
    package var header: Header { Header(challenger.credentialsHeader, description) }
}

extension Authorization: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        challenger = Challenger(header: scanner.header)
        (scheme, parameters) = try scanner.authentication()
    }
}

extension Authorization: CustomStringConvertible {
    package var description: String { "\(scheme) " + parameters.map(\.description).joined(separator: ", ") }
}

extension Message {
    /// Those for the server, then those for proxies. The ACK for a 2xx repeats its INVITE's (RFC 3261 22.1).
    package var authorizations: [Authorization] {
        parsed(.authorization).values + parsed(.proxyAuthorization).values
    }
}
