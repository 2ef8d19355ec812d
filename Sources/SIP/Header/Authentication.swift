/// Who asks for credentials, and so in which headers challenge and answer stand (RFC 3261 22.2, 22.3).
package enum Challenger: Hashable, Sendable {
    /// The called user agent or registrar: 401.
    case server
    /// A proxy on the way: 407.
    case proxy

    package var challengeHeader: HeaderName { self == .server ? .wwwAuthenticate : .proxyAuthenticate }
    package var credentialsHeader: HeaderName { self == .server ? .authorization : .proxyAuthorization }

    init(header: String) {
        let isProxy = [Challenger.proxy.challengeHeader, Challenger.proxy.credentialsHeader].contains {
            $0.name == header
        }
        self = isProxy ? .proxy : .server
    }
}

extension Scanner {
    /// `scheme SP name=value, name=value`, of which challenges and credentials consist (RFC 3261 25.1).
    mutating func authentication() throws(ParseError) -> (scheme: String, parameters: [Parameter]) {
        skipLWS()
        let scheme = text(try token())
        return (scheme, try authenticationParameters())
    }

    /// Stops at a comma behind which another scheme begins. What is no parameter is noted and skipped.
    mutating func authenticationParameters() throws(ParseError) -> [Parameter] {
        var parameters: [Parameter] = []
        skipLWS()
        while !isAtEnd {
            if let parameter = try authenticationParameter() { parameters.append(parameter) }
            skipLWS()
            guard let byte = current else { break }
            if byte != UInt8(ascii: ",") {
                note(.unexpected)
            } else if isBeforeNextScheme {
                break
            } else {
                _ = skipSeparator(byte)
            }
        }
        return parameters
    }

    /// Values that should have been quoted are taken up to white space or a comma.
    private mutating func authenticationParameter() throws(ParseError) -> Parameter? {
        let name = take { $0.isToken }
        guard !name.isEmpty else {
            note(current == UInt8(ascii: ",") ? .emptyParameter : .badToken)
            _ = take { $0 != UInt8(ascii: ",") }
            return nil
        }
        guard skipSeparator(UInt8(ascii: "=")) else {
            note(.missingValue)
            return Parameter(text(name))
        }
        if current == UInt8(ascii: "\"") { return Parameter(text(name), text(try quotedString())) }
        let value = take { !$0.isLWS && $0 != UInt8(ascii: ",") }
        if let bad = bytes[value].firstIndex(where: { !$0.isToken }) { note(.badParameterValue, at: bad) }
        return Parameter(text(name), text(value))
    }

    /// Whether a comma is here, and after it `token LWS token =`: a challenge of its own.
    private var isBeforeNextScheme: Bool {
        var probe = self
        guard probe.skipSeparator(UInt8(ascii: ",")), !probe.take(while: \.isToken).isEmpty,
            !probe.take(while: \.isLWS).isEmpty, !probe.take(while: \.isToken).isEmpty
        else { return false }
        return probe.skipSeparator(UInt8(ascii: "="))
    }
}
