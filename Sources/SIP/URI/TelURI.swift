/// A telephone number (RFC 3966).
package struct TelURI: Hashable, Sendable {
    /// As written, with visual separators.
    package var number: String
    package var parameters: [Parameter]

    package init(number: String, parameters: [Parameter] = []) {
        self.number = number
        self.parameters = parameters
    }

    /// The number begins with `+` and is meant the same everywhere.
    package var isGlobal: Bool { number.hasPrefix("+") }

    /// The number without `-`, `.`, `(` and `)`.
    package var digits: String { number.filter { !"-.()".contains($0) } }
}

extension TelURI {
    init(from scanner: inout Scanner) throws(ParseError) {
        let start = scanner.position
        let number = scanner.take { byte in
            byte.hexValue != nil || "+-.()*#".utf8.contains(byte)
        }
        guard scanner.bytes[number].contains(where: { $0.hexValue != nil || $0 == 0x2A || $0 == 0x23 }) else {
            throw scanner.error(.badUserInfo, at: start)
        }
        self.number = scanner.text(number)
        parameters = []
        while scanner.skip(UInt8(ascii: ";")) {
            if let parameter = try scanner.uriParameter(endingAt: ";") { parameters.append(parameter) }
        }
        if let byte = scanner.current { throw scanner.error(byte.isLWS ? .spaceInURI : .unexpected) }
    }
}

extension TelURI: CustomStringConvertible {
    package var description: String {
        "tel:" + number + parameters.map { ";\($0)" }.joined()
    }
}
