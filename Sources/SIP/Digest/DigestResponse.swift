/// The `response` of a digest answer (RFC 7616 3.4.1); without qop, that of RFC 2069.
package struct DigestResponse: Sendable {
    package var username: String
    package var realm: String
    package var secret: Secret
    package var algorithm: DigestAlgorithm
    package var nonce: String
    package var cnonce: String
    /// How often the nonce has been used, this time included.
    package var nonceCount: UInt32
    package var qop: DigestQop?
    package var method: Method
    /// As it stands in the request.
    package var uri: String
    package var body: [UInt8]

    package init(
        username: String, realm: String, secret: Secret, algorithm: DigestAlgorithm, nonce: String, cnonce: String,
        nonceCount: UInt32 = 1, qop: DigestQop?, method: Method, uri: String, body: [UInt8] = []
    ) {
        self.username = username
        self.realm = realm
        self.secret = secret
        self.algorithm = algorithm
        self.nonce = nonce
        self.cnonce = cnonce
        self.nonceCount = nonceCount
        self.qop = qop
        self.method = method
        self.uri = uri
        self.body = body
    }

    /// Lower-case hexadecimal. `hash` is the algorithm's.
    package func value(_ hash: HashFunction) -> String {
        func hex(_ parts: String...) -> String { hexadecimal(hash(Array(parts.joined(separator: ":").utf8))) }

        var user = hex(username, realm, secret.text)
        if algorithm.isSession { user = hex(user, nonce, cnonce) }
        switch qop {
        case nil:
            return hex(user, nonce, hex(method.name, uri))
        case .auth:
            return hex(user, nonce, countText, cnonce, "auth", hex(method.name, uri))
        case .authInt:
            let request = hex(method.name, uri, hexadecimal(hash(body)))
            return hex(user, nonce, countText, cnonce, "auth-int", request)
        }
    }

    /// `nc`: eight hexadecimal digits.
    package var countText: String {
        hexadecimal((0..<4).map { UInt8(truncatingIfNeeded: nonceCount >> (24 - 8 * $0)) })
    }
}

/// Two lower-case digits a byte.
private func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0x0F)]] }, as: UTF8.self)
}
