/// What a server or proxy asks to be answered (RFC 3261 20.44 and 20.27, RFC 7616 3.3).
package struct Challenge: Hashable, Sendable {
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

    package var isDigest: Bool { scheme.equalsIgnoringCase("Digest") }
    package var realm: String? { parameters.value("realm") }
    package var nonce: String? { parameters.value("nonce") }
    package var opaque: String? { parameters.value("opaque") }
    package var domain: String? { parameters.value("domain") }
    /// The answer was right but for the age of its nonce.
    package var isStale: Bool { parameters.value("stale")?.equalsIgnoringCase("true") == true }
    /// As the server wrote it; `nil` means MD5.
    package var algorithm: String? { parameters.value("algorithm") }

    /// What `qop` offers, in its order; empty in the form of RFC 2069.
    package var qops: [String] {
        guard let index = parameters.firstIndex(where: { $0.name.equalsIgnoringCase("qop") }),
            let value = parameters[index].value
        else { return [] }
        let separators = Array(", \t".utf8)
        let words = unquoted(value).utf8.split(whereSeparator: separators.contains).map { String(Substring($0)) }
        if value.hasPrefix("\"") { return words }
        // `qop=auth,auth-int` lacks its quotes and reads as two parameters, the second without a value.
        return words + parameters[(index + 1)...].prefix { $0.value == nil }.map(\.name)
    }
}

extension Challenge: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        challenger = Challenger(header: scanner.header)
        (scheme, parameters) = try scanner.authentication()
    }
}

extension Challenge: CustomStringConvertible {
    package var description: String { "\(scheme) " + parameters.map(\.description).joined(separator: ", ") }
}

extension Message {
    /// The challenges of both headers, in the order of their fields; several may share a field, though none should.
    package var challenges: [Challenge] {
        fields.filter { $0.header == .wwwAuthenticate || $0.header == .proxyAuthenticate }.flatMap(challenges)
    }

    private func challenges(in field: HeaderField) -> [Challenge] {
        var challenges: [Challenge] = []
        var scanner = Scanner(bytes: bytes, range: field.value, header: name(of: field))
        repeat {
            guard let challenge = try? Challenge(from: &scanner) else { break }
            challenges.append(challenge)
        } while scanner.skipSeparator(UInt8(ascii: ","))
        return challenges
    }
}
