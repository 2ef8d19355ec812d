extension Report {
    /// The report as a monitoring plugin prints it: the status line with its performance data, and the evidence below.
    package func nagios() -> String {
        let data = performanceData
        return ([data.isEmpty ? statusLine : "\(statusLine) | \(data)"] + details).map { $0 + "\n" }.joined()
    }

    /// Kept to 80 characters where words can be left out, as the guidelines ask: it becomes the subject of a mail.
    private var statusLine: String {
        let head = "SIP \(command.uppercased()) \(verdict.headline) - "
        if exitCode == ExitCode.interrupted { return head + "interrupted" }
        let id = mainCause.map { " [\(SafeText.safe($0.id, for: .plugin))]" } ?? ""
        let text = SafeText.safe(mainCause?.title ?? breach ?? summary, for: .plugin)
        let room = 80 - Cells.width(of: head + id)
        if Cells.width(of: text) <= room { return head + text + id }
        return head + Cells.wrap(text, columns: room - 1)[0] + "…" + id
    }

    /// `'rtt'=0.021s;0:0.5;0:2;0 'dns'=0.004s;;;0`
    private var performanceData: String {
        Measure.all.compactMap { measure in
            let number = measure.value(self).map { plainDecimal($0) + measure.unit.symbol }
            guard let number = number ?? (measure.isExpected(self) ? "U" : nil) else { return nil }
            let threshold = thresholds.first { $0.measure == measure.label }
            let ranges = [threshold?.warning, threshold?.critical].map { $0.map { "\($0)" } ?? "" }
            let ends = [measure.unit == .days ? "" : "0", measure.maximum(self).map(plainDecimal) ?? ""]
            let data = "'\(measure.label)'=\(([number] + ranges + ends).joined(separator: ";"))"
            return String(data.reversed().drop { $0 == ";" }.reversed())
        }.joined(separator: " ")
    }

    private var details: [String] {
        var lines = statusLine.hasSuffix(" - \(SafeText.safe(summary, for: .plugin))") ? [] : [summary]
        if let mainCause {
            let fixes = mainCause.fix.enumerated().map { index, fix in
                mainCause.fix.count == 1 ? "Fix: \(fix)" : "Fix \(index + 1): \(fix)"
            }
            lines += ["Because: \(mainCause.because)", "Who must act: \(mainCause.owner.phrase)"] + fixes
            lines += mainCause.verify.map { ["Check afterwards: \($0)"] } ?? []
        }
        let others = causes.filter { $0.id != mainCause?.id }.map { "\($0.id) (\($0.confidence.rawValue))" }
        if !others.isEmpty { lines.append("Also: \(others.joined(separator: ", "))") }
        let steps = findings.filter { $0.status != .skip }.map { "\($0.id) \($0.outcome)" }
        if !steps.isEmpty { lines.append("Steps: \(steps.joined(separator: " / "))") }
        return lines.map { SafeText.safe($0, for: .plugin) }
    }
}
