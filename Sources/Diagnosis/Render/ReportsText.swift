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

    /// Three of those that are not well, each with its cause: `trunk options [net.udp-blocked], trunk tls`.
    func complaints(for format: SafeText.Format) -> String {
        let bad = entries.filter { $0.verdict != .ok }
        let names = bad.prefix(3).map { entry in
            let cause = entry.report?.mainCause.map { " [\($0.id)]" } ?? ""
            return SafeText.safe(entry.name + cause, for: format)
        }
        return (names + (bad.count > 3 ? ["…"] : [])).joined(separator: ", ")
    }

    /// `FAIL 2 of 20 checks - trunk options [net.udp-blocked], trunk tls - 8.0 s`.
    func lastLine(_ style: Style) -> String {
        let bad = entries.count { $0.verdict != .ok }
        let count = bad == 0 ? "\(entries.count)" : "\(bad) of \(entries.count)"
        let head = "\(style.paint(verdict.word, verdict.paint)) \(count) check\(entries.count == 1 ? "" : "s")"
        let waiting = entries.count { $0.report == nil }
        let parts = [
            head, bad == 0 ? nil : complaints(for: .line), waiting == 0 ? nil : "\(waiting) not due",
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
