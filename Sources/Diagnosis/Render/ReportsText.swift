extension Reports {
    /// For people and for the mail of cron: what is news, each with its fix, and a last line that is enough alone. With
    /// `-q` nothing where there is no news.
    package func text(_ style: Style, isQuiet: Bool) -> String {
        let news = entries.filter(\.isNews)
        if isQuiet, news.isEmpty { return "" }
        let shown = isQuiet ? news : entries.filter { $0.isNews || $0.verdict != .ok }
        var lines = shown.flatMap { $0.lines(style) }
        if !isQuiet { lines.append(lastLine(style)) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// `FAIL 2 of 20 checks - trunk options, trunk tls - 8.0 s`.
    func lastLine(_ style: Style) -> String {
        let bad = entries.filter { $0.verdict != .ok }
        let names = bad.prefix(3).map { SafeText.safe($0.name) } + (bad.count > 3 ? ["…"] : [])
        let count = bad.isEmpty ? "\(entries.count)" : "\(bad.count) of \(entries.count)"
        let head = "\(style.paint(verdict.word, verdict.paint)) \(count) check\(entries.count == 1 ? "" : "s")"
        let waiting = entries.count { $0.report == nil }
        let parts = [
            head, names.isEmpty ? nil : names.joined(separator: ", "), waiting == 0 ? nil : "\(waiting) not due",
            durationText(milliseconds: durationMs),
        ]
        return parts.compactMap(\.self).joined(separator: " - ")
    }
}

extension Reports.Entry {
    func lines(_ style: Style) -> [String] {
        let line = report?.lastLine(style) ?? earlier.map { "\(SafeText.safe($0.line)) (not due)" } ?? verdict.word
        let first = ([line, SafeText.safe(name)] + (remark.map { [$0] } ?? [])).joined(separator: " - ")
        guard let report, verdict != .ok else { return [first] }
        guard let cause = report.mainCause else {
            // What was expected and is not so stands in the summary alone.
            let summary = SafeText.safe(report.summary, for: .paragraph)
            return first.contains(summary) ? [first] : [first, "  Because: \(summary)"]
        }
        let fix = cause.fix.first.map { "  Fix: \(SafeText.safe($0, for: .paragraph))" }
        return [first, "  Who must act: \(cause.owner.phrase)"] + (fix.map { [$0] } ?? [])
    }
}
