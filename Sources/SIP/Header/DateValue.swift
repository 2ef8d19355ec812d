/// The value of Date (RFC 3261 20.17): `Sat, 13 Nov 2010 23:29:00 GMT`. The day of the week is checked for its form alone.
package struct DateValue: HeaderValue, Hashable, Sendable {
    /// Since 1970, UTC, seconds.
    package let unixSeconds: Int

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    init(from scanner: inout Scanner) throws(ParseError) {
        guard !scanner.isAtEnd else { throw scanner.error(.missingValue) }
        try scanner.word(from: Self.days)
        try scanner.literal(", ")
        let day = try scanner.number(digits: 2, in: 1...31)
        try scanner.literal(" ")
        let month = try scanner.word(from: Self.months)
        try scanner.literal(" ")
        let year = try scanner.number(digits: 4, in: 0...9999)
        try scanner.literal(" ")
        let hour = try scanner.number(digits: 2, in: 0...23)
        try scanner.literal(":")
        let minute = try scanner.number(digits: 2, in: 0...59)
        try scanner.literal(":")
        let second = try scanner.number(digits: 2, in: 0...60)
        try scanner.literal(" ")
        try scanner.word(from: ["GMT"])
        unixSeconds = 86_400 * Self.days(year, month + 1, day) + 3600 * hour + 60 * minute + second
    }

    /// Days since 1970 in the Gregorian calendar, whose years are counted from March on here: the leap day comes last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let years = month > 2 ? year : year - 1
        let leapDays = years / 4 - years / 100 + years / 400
        let daysBefore = (153 * ((month + 9) % 12) + 2) / 5
        return 365 * years + leapDays + daysBefore + day - 1 - 719_468
    }
}

extension Scanner {
    /// - Returns: Its place among the words.
    @discardableResult
    fileprivate mutating func word(from words: [String]) throws(ParseError) -> Int {
        let start = position
        let word = text(take { $0.isAlpha })
        guard let place = words.firstIndex(where: { $0.equalsIgnoringCase(word) }) else {
            throw error(.badDate, at: start)
        }
        return place
    }

    fileprivate mutating func literal(_ literal: String) throws(ParseError) {
        for byte in literal.utf8 where !skip(byte) { throw error(.badDate) }
    }

    fileprivate mutating func number(digits count: Int, in range: ClosedRange<Int>) throws(ParseError) -> Int {
        let digits = take { $0.isDigit }
        guard digits.count == count, let value = decimalValue(of: bytes[digits], upTo: range.upperBound),
            value >= range.lowerBound
        else { throw error(.badDate, at: digits.lowerBound) }
        return value
    }
}
