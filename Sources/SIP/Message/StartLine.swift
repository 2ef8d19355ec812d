/// A request line or a status line, as ranges into the message's bytes (RFC 3261 7.1, 7.2).
package struct StartLine: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case request(method: Range<Int>, uri: Range<Int>)
        /// `reason` may be empty.
        case response(code: Int, digits: Range<Int>, reason: Range<Int>)
    }

    /// The line without its line end.
    package let range: Range<Int>
    /// `SIP/2.0`, or another number after `SIP/`.
    package let version: Range<Int>
    package let kind: Kind

    /// Extra spaces and a malformed Request-URI are let through, for `validate()` to tell.
    init(parsing bytes: [UInt8], _ range: Range<Int>) throws(ParseError) {
        var scanner = Scanner(bytes: bytes, range: range, header: ParseError.startLine)
        self.range = range
        if let version = scanner.sipVersion() {
            self.version = version
            kind = try Self.response(&scanner)
        } else {
            (version, kind) = try Self.request(&scanner)
        }
    }

    private static func response(_ scanner: inout Scanner) throws(ParseError) -> Kind {
        guard let byte = scanner.current, byte.isBlank else { throw scanner.error(.notSIP) }
        _ = scanner.take { $0.isBlank }
        let digits = scanner.take { $0.isDigit }
        let code = decimalValue(of: scanner.bytes[digits], upTo: 699)
        guard let code, code >= 100, digits.count == 3 else {
            throw scanner.error(.badStatusCode, at: digits.lowerBound)
        }
        if let byte = scanner.current, !byte.isBlank { throw scanner.error(.badStatusCode, at: digits.lowerBound) }
        _ = scanner.skip(.space)
        return .response(code: code, digits: digits, reason: scanner.position..<scanner.end)
    }

    private static func request(_ scanner: inout Scanner) throws(ParseError) -> (version: Range<Int>, kind: Kind) {
        let method = scanner.take { $0.isToken }
        guard !method.isEmpty else { throw scanner.error(.notSIP) }
        guard let byte = scanner.current, byte.isBlank else { throw scanner.error(.badMethod) }

        let bytes = scanner.bytes
        var end = scanner.end
        while end > method.upperBound, bytes[end - 1].isBlank { end -= 1 }
        var versionStart = end
        while versionStart > method.upperBound, !bytes[versionStart - 1].isBlank { versionStart -= 1 }
        var tail = Scanner(bytes: bytes, range: versionStart..<end, header: scanner.header)
        guard versionStart > method.upperBound, let version = tail.sipVersion(), tail.isAtEnd else {
            throw scanner.error(.notSIP, at: versionStart)
        }

        var uri = method.upperBound..<versionStart
        while let first = uri.first, bytes[first].isBlank { uri = (first + 1)..<uri.upperBound }
        while let last = uri.last, bytes[last].isBlank { uri = uri.lowerBound..<last }
        guard !uri.isEmpty else { throw scanner.error(.missingValue, at: versionStart) }
        return (version, .request(method: method, uri: uri))
    }
}

extension Scanner {
    /// `SIP/` digits `.` digits, in any case; `nil` and unmoved if something else is here.
    fileprivate mutating func sipVersion() -> Range<Int>? {
        let mark = position
        for expected in "sip/".utf8 {
            guard let byte = current, byte.lowercased == expected else {
                position = mark
                return nil
            }
            position += 1
        }
        let major = take { $0.isDigit }
        let hasDot = skip(UInt8(ascii: "."))
        let minor = take { $0.isDigit }
        guard !major.isEmpty, hasDot, !minor.isEmpty else {
            position = mark
            return nil
        }
        return mark..<position
    }
}
