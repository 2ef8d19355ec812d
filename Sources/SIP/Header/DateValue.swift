/// The value of Date, checked, not computed with (RFC 3261 20.17): `Sat, 13 Nov 2010 23:29:00 GMT`.
struct DateValue: HeaderValue {
    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    init(from scanner: inout Scanner) throws(ParseError) {
        guard !scanner.isAtEnd else { throw scanner.error(.missingValue) }
        try scanner.word(from: Self.days)
        try scanner.literal(", ")
        try scanner.number(digits: 2, in: 1...31)
        try scanner.literal(" ")
        try scanner.word(from: Self.months)
        try scanner.literal(" ")
        try scanner.number(digits: 4, in: 0...9999)
        try scanner.literal(" ")
        try scanner.number(digits: 2, in: 0...23)
        try scanner.literal(":")
        try scanner.number(digits: 2, in: 0...59)
        try scanner.literal(":")
        try scanner.number(digits: 2, in: 0...60)
        try scanner.literal(" ")
        try scanner.word(from: ["GMT"])
    }
}

extension Scanner {
    fileprivate mutating func word(from words: [String]) throws(ParseError) {
        let start = position
        let word = text(take { $0.isAlpha })
        guard words.contains(where: { $0.equalsIgnoringCase(word) }) else { throw error(.badDate, at: start) }
    }

    fileprivate mutating func literal(_ literal: String) throws(ParseError) {
        for byte in literal.utf8 where !skip(byte) { throw error(.badDate) }
    }

    fileprivate mutating func number(digits count: Int, in range: ClosedRange<Int>) throws(ParseError) {
        let digits = take { $0.isDigit }
        guard digits.count == count, let value = decimalValue(of: bytes[digits], upTo: range.upperBound),
            value >= range.lowerBound
        else { throw error(.badDate, at: digits.lowerBound) }
    }
}
