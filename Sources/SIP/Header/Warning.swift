/// Why a server warns (RFC 3261 20.43): often the diagnosis itself.
package struct Warning: Hashable, Sendable {
    /// Three digits, 3xx.
    package var code: Int
    /// Who adds the warning: a host with or without port, or a pseudonym.
    package var agent: String
    package var text: String
}

extension Warning: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        scanner.skipLWS()
        let digits = scanner.take { $0.isDigit }
        guard digits.count == 3, let code = decimalValue(of: scanner.bytes[digits], upTo: 999) else {
            throw scanner.error(scanner.isAtEnd ? .missingValue : .badNumber, at: digits.lowerBound)
        }
        self.code = code
        scanner.skipLWS()
        let agent = scanner.take { !$0.isLWS && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ",") }
        guard !agent.isEmpty else { throw scanner.error(scanner.isAtEnd ? .missingValue : .unexpected) }
        self.agent = scanner.text(agent)
        scanner.skipLWS()
        text = scanner.unquotedText(try scanner.quotedString())
    }
}
