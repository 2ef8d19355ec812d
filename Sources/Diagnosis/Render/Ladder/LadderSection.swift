extension Page {
    /// The ladder alone, without its heading.
    static func ladderText(_ report: Report, width: Int) -> String {
        var page = Page(width: width, style: .plain)
        page.ladder(report.messages, startedAt: report.startedAt)
        return page.lines.map { $0 + "\n" }.joined()
    }

    /// The exchange as a ladder: `A` is this host, the other letters are those it spoke with. A line is a message and
    /// says all of it, for those who search it or hear it read.
    mutating func ladder(_ messages: [RecordedMessage], startedAt: Timestamp) {
        guard let first = messages.first else { return }
        let start = Timestamp(millisecondsSince1970: startedAt.millisecondsSince1970 &+ first.atMs)
        let ladder = Ladder(messages)
        heading("Ladder, in seconds from \(start.timeOfDay)")
        legend(of: ladder)
        gap()
        let cells = ladder.rungs.map { rung in
            [rung.atMs.seconds, rung.sinceMs.map { "\($0 < 0 ? "" : "+")\($0.seconds)" } ?? "", rung.transport]
        }
        let widths = (0..<3).map { column in cells.map { Cells.width(of: $0[column]) }.max() ?? 0 }
        let used = widths.reduce(0) { $0 + 2 + $1 }
        let pitch = min(max((width - used - Self.wordColumns) / ladder.columns, 6), 10)
        for (rung, cells) in zip(ladder.rungs, cells) {
            let prefix = [
                "", Cells.padLeft(cells[0], to: widths[0]), Cells.padLeft(cells[1], to: widths[1]),
                Cells.pad(cells[2], to: widths[2]), Self.arrow(rung, pitch: pitch, of: ladder), "",
            ].joined(separator: "  ")
            let indent = Cells.width(of: prefix)
            let texts = Cells.wrap(rung.words.text, columns: max(width - indent, Self.wordColumns / 2))
            for (index, text) in texts.enumerated() {
                line((index == 0 ? prefix : Cells.pad("", to: indent)) + style.paint(text, rung.words.paint))
            }
        }
    }

    /// What a message needs to be told in one line, mostly.
    private static let wordColumns = 36

    private mutating func legend(of ladder: Ladder) {
        let shown = ladder.local.prefix(3).joined(separator: ", ")
        let more = ladder.local.count > 3 ? " and \(ladder.local.count - 3) more" : ""
        var names = ["this host: \(shown)\(more)"] + ladder.remote
        if ladder.hasOthers { names.append("others, each named in its line") }
        for (index, name) in names.enumerated() {
            for text in Cells.hang("  \(Self.letter(index))  ", SafeText.safe(name), columns: width) { line(text) }
        }
    }

    /// `A ----> B    |`, the lines of those beyond left standing.
    private static func arrow(_ rung: Ladder.Rung, pitch: Int, of ladder: Ladder) -> String {
        let dashes = String(repeating: "-", count: (rung.column + 1) * pitch - 4)
        let shaft = rung.isSent ? "\(dashes)>" : "<\(dashes)"
        let idle = String(repeating: " ", count: pitch - 1) + "|"
        let beyond = String(repeating: idle, count: ladder.columns - rung.column - 1)
        return "\(letter(0)) \(shaft) \(letter(rung.column + 1))\(beyond)"
    }

    private static func letter(_ column: Int) -> Character {
        Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(column)))
    }
}

extension Int {
    /// Milliseconds as seconds: `-0.010`, `31.502`.
    fileprivate var seconds: String {
        "\(self < 0 ? "-" : "")\(magnitude / 1000).\(zeroPadded(magnitude % 1000, digits: 3))"
    }
}
