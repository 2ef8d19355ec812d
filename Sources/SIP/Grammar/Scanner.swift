/// Reads one header value (or URI) left to right. White space includes folds.
///
/// What cannot be understood is thrown; what can be understood although the grammar forbids it is noted in `faults`.
struct Scanner {
    let bytes: [UInt8]
    let header: String
    var position: Int
    let end: Int
    private(set) var faults: [ParseError] = []

    init(bytes: [UInt8], range: Range<Int>, header: String) {
        self.bytes = bytes
        self.header = header
        position = range.lowerBound
        end = range.upperBound
    }

    init(_ text: String, header: String) {
        let bytes = Array(text.utf8)
        self.init(bytes: bytes, range: 0..<bytes.count, header: header)
    }

    var isAtEnd: Bool { position >= end }
    var current: UInt8? { position < end ? bytes[position] : nil }

    func error(_ rule: Rule, at offset: Int? = nil) -> ParseError {
        ParseError(header: header, offset: offset ?? position, rule: rule)
    }

    mutating func note(_ rule: Rule, at offset: Int? = nil) {
        faults.append(error(rule, at: offset))
    }

    mutating func adoptFaults(of other: Scanner) {
        faults += other.faults
    }

    mutating func skipLWS() {
        while let byte = current, byte.isLWS { position += 1 }
    }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    /// The separator with white space allowed on both sides; moves only if it is there.
    mutating func skipSeparator(_ byte: UInt8) -> Bool {
        let mark = position
        skipLWS()
        guard skip(byte) else {
            position = mark
            return false
        }
        skipLWS()
        return true
    }

    mutating func take(while isMember: (UInt8) -> Bool) -> Range<Int> {
        let start = position
        while position < end, isMember(bytes[position]) { position += 1 }
        return start..<position
    }

    mutating func token(_ rule: Rule = .badToken) throws(ParseError) -> Range<Int> {
        let range = take { $0.isToken }
        guard !range.isEmpty else { throw error(isAtEnd ? .missingValue : rule) }
        return range
    }

    /// A quoted string with its quotes.
    mutating func quotedString() throws(ParseError) -> Range<Int> {
        let start = position
        guard skip(UInt8(ascii: "\"")) else { throw error(.unexpected) }
        while let byte = current {
            position += 1
            if byte == UInt8(ascii: "\"") { return start..<position }
            if byte == UInt8(ascii: "\\") { position = min(position + 1, end) }
        }
        throw error(.unterminatedQuote, at: start)
    }

    /// Digits as a number, `nil` when it is above `limit`.
    mutating func decimal(upTo limit: Int) throws(ParseError) -> Int? {
        let digits = take { $0.isDigit }
        guard !digits.isEmpty else { throw error(isAtEnd ? .missingValue : .badNumber) }
        return decimalValue(of: bytes[digits], upTo: limit)
    }

    mutating func expectEnd() throws(ParseError) {
        skipLWS()
        guard isAtEnd else { throw error(.unexpected) }
    }

    func text(_ range: Range<Int>) -> String {
        unfoldedText(bytes, range)
    }

    /// The content of a quoted string, escapes resolved.
    func unquotedText(_ range: Range<Int>) -> String {
        unquoted(text(range))
    }
}

/// The number the digits stand for, `nil` above `limit` or when a byte is no digit. Never overflows.
func decimalValue(of digits: some Collection<UInt8>, upTo limit: Int) -> Int? {
    guard !digits.isEmpty else { return nil }
    var value = 0
    for digit in digits {
        guard digit.isDigit else { return nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carried) = product.addingReportingOverflow(Int(digit &- 0x30))
        guard !overflow, !carried, sum <= limit else { return nil }
        value = sum
    }
    return value
}
