/// A moment in UTC, to the millisecond.
package struct Timestamp: Sendable, Hashable {
    package var millisecondsSince1970: Int

    package init(millisecondsSince1970: Int) {
        self.millisecondsSince1970 = millisecondsSince1970
    }

    /// Reads `2026-11-22T20:12:00.000Z` (RFC 3339 in UTC; digits past the millisecond are dropped). Nil for all else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 40, bytes.last == UInt8(ascii: "Z"),
            let year = Self.number(bytes[0..<4]), bytes[4] == UInt8(ascii: "-"),
            let month = Self.number(bytes[5..<7]), (1...12).contains(month), bytes[7] == UInt8(ascii: "-"),
            let day = Self.number(bytes[8..<10]), (1...Self.days(in: month, of: year)).contains(day),
            bytes[10] == UInt8(ascii: "T"),
            let hour = Self.number(bytes[11..<13]), hour < 24, bytes[13] == UInt8(ascii: ":"),
            let minute = Self.number(bytes[14..<16]), minute < 60, bytes[16] == UInt8(ascii: ":"),
            let second = Self.number(bytes[17..<19]), second < 60
        else { return nil }
        var milliseconds = 0
        if bytes.count > 20 {
            let fraction = bytes[20..<(bytes.count - 1)]
            guard bytes[19] == UInt8(ascii: "."), !fraction.isEmpty, fraction.allSatisfy(Self.isDigit) else {
                return nil
            }
            let padded = (fraction + [UInt8(ascii: "0"), UInt8(ascii: "0")]).prefix(3)
            milliseconds = Self.number(padded) ?? 0
        }
        let seconds = (hour * 60 + minute) * 60 + second
        millisecondsSince1970 =
            (Self.daysSince1970(year: year, month: month, day: day) * 86_400 + seconds) * 1_000 + milliseconds
    }

    /// RFC 3339 with milliseconds; years outside 0–9999 show as the nearest of them.
    package var rfc3339: String {
        let (date, time) = parts
        let day = [date.month, date.day].map { "-" + zeroPadded($0, digits: 2) }.joined()
        return "\(zeroPadded(date.year, digits: 4))\(day)T\(time)Z"
    }

    /// The time of the day alone: `20:12:00.000`.
    package var timeOfDay: String { parts.time }

    private var parts: (date: (year: Int, month: Int, day: Int), time: String) {
        let bounded = min(max(millisecondsSince1970, Self.earliest), Self.latest)
        let day = (bounded - Self.earliest) / 86_400_000 + Self.earliest / 86_400_000
        let inDay = bounded - day * 86_400_000
        let seconds = inDay / 1_000
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { zeroPadded($0, digits: 2) }.joined(
            separator: ":")
        return (Self.date(daysSince1970: day), "\(time).\(zeroPadded(inDay % 1_000, digits: 3))")
    }

    private static let earliest = daysSince1970(year: 0, month: 1, day: 1) * 86_400_000
    private static let latest = daysSince1970(year: 10_000, month: 1, day: 1) * 86_400_000 - 1

    /// Days of the proleptic Gregorian calendar, counted from 1 March of year 0 in eras of 400 years.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year + 399 : year + 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468 - 146_097
    }

    private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468 + 146_097
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + (era - 1) * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func number(_ digits: some Sequence<UInt8>) -> Int? {
        digits.reduce(0) { value, byte in value.flatMap { isDigit(byte) ? $0 * 10 + Int(byte) - 48 : nil } }
    }
}
