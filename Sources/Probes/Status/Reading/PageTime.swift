import Diagnosis

/// The ways in which pages write a moment.
enum PageTime {
    /// RFC 3339 with any offset, also with a blank for the `T`, or the date of RFC 5322 that RSS uses. Nil where the zone is
    /// missing: a guess could be half a day wrong.
    static func read(_ text: String) -> Timestamp? {
        text.first?.isNumber == true && text.dropFirst(4).first == "-" ? rfc3339(text) : rfc5322(text)
    }

    private static func rfc3339(_ text: String) -> Timestamp? {
        let text = text.replacing(" ", with: "T", maxReplacements: 1).replacing(" ", with: "")
        if let moment = Timestamp(text) { return moment }
        guard let mark = text.dropFirst(11).lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
        return moment(String(text[..<mark]), zone: text[mark...])
    }

    /// `Tue, 01 Sep 2026 10:00:00 GMT`; the name of the day may be missing.
    private static func rfc5322(_ text: String) -> Timestamp? {
        let parts = text.split { $0 == " " || $0 == "," }.suffix(5).map(String.init)
        guard parts.count == 5, let month = months.firstIndex(of: parts[1].prefix(3).lowercased()) else { return nil }
        let day = parts[0].count == 1 ? "0\(parts[0])" : parts[0]
        let digits = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        let isUTC = ["GMT", "UT", "UTC", "Z"].contains(parts[4])
        return moment("\(parts[2])-\(digits)-\(day)T\(parts[3])", zone: isUTC ? "+0000" : parts[4][...])
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// - Parameter zone: `+02:00` or `+0200`.
    private static func moment(_ local: String, zone: Substring) -> Timestamp? {
        let digits = zone.dropFirst().filter { $0 != ":" }
        guard let there = Timestamp("\(local)Z"), digits.count == 4, let offset = Int(digits), let sign = zone.first,
            sign == "+" || sign == "-"
        else { return nil }
        let minutes = (offset / 100 * 60 + offset % 100) * (sign == "+" ? 1 : -1)
        return Timestamp(millisecondsSince1970: there.millisecondsSince1970 - minutes * 60_000)
    }
}
