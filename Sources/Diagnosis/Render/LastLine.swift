extension Report {
    /// The cause that the verdict rests on, if any.
    var mainCause: ReportedCause? {
        switch verdict {
        case .ok: nil
        case .warning: causes.first { $0.confidence != .possible }
        // What a threshold alone makes critical has worked.
        case .critical: causes.first { $0.confidence != .possible || breach == nil }
        case .unknown: causes.first
        }
    }

    /// The same without colours, to be remembered.
    package var oneLine: String { lastLine(.plain) }

    /// The report in one line: `FAIL net.udp-blocked (likely) - why sip:bob@example.com - 2.1 s`.
    func lastLine(_ style: Style) -> String {
        let word = style.paint(verdict.word, verdict.paint)
        let asked = [command, target].compactMap(\.self).map { SafeText.safe($0) }.joined(separator: " ")
        let head = [word, gist].compactMap(\.self).joined(separator: " ")
        return "\(head) - \(asked) - \(durationText(milliseconds: durationMs))"
    }

    private var gist: String? {
        if exitCode == ExitCode.interrupted { return "interrupted" }
        if let mainCause { return "\(SafeText.safe(mainCause.id)) (\(mainCause.confidence.rawValue))" }
        return outcome?.phrase ?? shortened(SafeText.safe(summary, for: .sentence))
    }

    private func shortened(_ text: String) -> String? {
        let lines = Cells.wrap(text, columns: 60)
        return lines[0].isEmpty ? nil : lines.count > 1 ? "\(lines[0])…" : lines[0]
    }
}

extension Page {
    /// `4 measurements: 2 ok, 1 failed, 1 skipped`.
    mutating func count(_ findings: [Finding]) {
        if !findings.isEmpty { line(Self.counts(findings)) }
    }

    static func counts(_ findings: [Finding]) -> String {
        let parts = Finding.Status.allCases.compactMap { status in
            let number = findings.count { $0.status == status }
            return number == 0 ? nil : "\(number) \(status.counted)"
        }
        return "\(findings.count) measurement\(findings.count == 1 ? "" : "s"): " + parts.joined(separator: ", ")
    }
}
