/// A `sip:` or `sips:` URI (RFC 3261 19.1). Parts are kept as written, escapes and all.
package struct SIPURI: Hashable, Sendable {
    package var isSecure: Bool
    /// The user part with its escapes; see `user`.
    package var rawUser: String?
    package var rawPassword: String?
    package var host: Host
    package var port: Int?
    /// Names and values with their escapes; see `parameter(_:)`.
    package var parameters: [Parameter]
    /// Names and values with their escapes.
    package var headers: [Parameter]

    /// `user` is escaped as needed.
    package init(
        isSecure: Bool = false, user: String? = nil, host: Host, port: Int? = nil, parameters: [Parameter] = []
    ) {
        self.isSecure = isSecure
        rawUser = user.map { Escaping.encode($0, allowed: "&=+$,;?/") }
        self.host = host
        self.port = port
        self.parameters = parameters
        headers = []
    }

    /// The user part, escapes resolved once.
    package var user: String? { rawUser.map(Escaping.decode) }
    package var password: String? { rawPassword.map(Escaping.decode) }

    /// The value of a parameter, escapes resolved; empty if it is there without one.
    package func parameter(_ name: String) -> String? {
        parameters.first { Escaping.decode($0.name).equalsIgnoringCase(name) }.map { Escaping.decode($0.value ?? "") }
    }

    package var transport: String? { parameter("transport") }
}

extension SIPURI {
    /// Reads what follows the scheme, to the scanner's end.
    init(isSecure: Bool, from scanner: inout Scanner) throws(ParseError) {
        self.isSecure = isSecure
        let bytes = scanner.bytes
        let start = scanner.position
        if let at = bytes[start..<scanner.end].firstIndex(of: UInt8(ascii: "@")) {
            let colon = bytes[start..<at].firstIndex(of: UInt8(ascii: ":"))
            let user = start..<(colon ?? at)
            guard !user.isEmpty else { throw scanner.error(.badUserInfo) }
            try scanner.checkURIText(start..<at)
            rawUser = scanner.text(user)
            rawPassword = colon.map { scanner.text(($0 + 1)..<at) }
            scanner.position = at + 1
        }
        host = try scanner.host()
        if scanner.skip(UInt8(ascii: ":")) { port = try scanner.port() }

        parameters = []
        headers = []
        while scanner.skip(UInt8(ascii: ";")) {
            if let parameter = try scanner.uriParameter(endingAt: ";?") { parameters.append(parameter) }
        }
        if scanner.skip(UInt8(ascii: "?")) {
            repeat {
                if let header = try scanner.uriParameter(endingAt: "&") { headers.append(header) }
            } while scanner.skip(UInt8(ascii: "&"))
        }
        if let byte = scanner.current { throw scanner.error(byte.isLWS ? .spaceInURI : .unexpected) }
    }
}

extension SIPURI: CustomStringConvertible {
    package var description: String {
        var text = isSecure ? "sips:" : "sip:"
        if let rawUser {
            text += rawUser
            if let rawPassword { text += ":" + rawPassword }
            text += "@"
        }
        text += host.reference
        if let port { text += ":\(port)" }
        for parameter in parameters { text += ";\(parameter)" }
        if !headers.isEmpty { text += "?" + headers.map(\.description).joined(separator: "&") }
        return text
    }
}

extension Scanner {
    /// A name with or without a value up to one of the characters; an empty one is noted and skipped.
    mutating func uriParameter(endingAt ends: String) throws(ParseError) -> Parameter? {
        let start = position
        let name = take { byte in byte != UInt8(ascii: "=") && !ends.utf8.contains(byte) }
        try checkURIText(name)
        guard !name.isEmpty else {
            guard current != UInt8(ascii: "=") else { throw error(.unexpected) }
            note(.emptyParameter, at: start)
            return nil
        }
        guard skip(UInt8(ascii: "=")) else { return Parameter(text(name)) }
        let value = take { byte in !ends.utf8.contains(byte) }
        try checkURIText(value)
        return Parameter(text(name), text(value))
    }
}
