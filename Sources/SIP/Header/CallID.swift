/// What names a call, compared octet by octet (RFC 3261 20.8).
package struct CallID: Hashable, Sendable, CustomStringConvertible {
    package var text: String

    package init(_ text: String) {
        self.text = text
    }

    package var description: String { text }
}

extension CallID: HeaderValue {
    /// `word [ "@" word ]`
    init(from scanner: inout Scanner) throws(ParseError) {
        let start = scanner.position
        guard !scanner.isAtEnd else { throw scanner.error(.missingValue) }
        let word = scanner.take { $0.isWord }
        if scanner.skip(UInt8(ascii: "@")) {
            let host = scanner.take { $0.isWord }
            guard !host.isEmpty else { throw scanner.error(.badCallID) }
        }
        guard !word.isEmpty, scanner.isAtEnd else { throw scanner.error(.badCallID) }
        self.init(scanner.text(start..<scanner.end))
    }
}
