/// What is demanded of one measure of a report.
package struct Threshold: Sendable, Equatable {
    /// The label of a `Measure`.
    package var measure: String
    package var warning: ThresholdRange?
    package var critical: ThresholdRange?
    /// The verdict that came of it where the number does not hold it: `warning` or `critical`.
    package private(set) var breached: Verdict?

    package init(_ measure: String, warning: ThresholdRange? = nil, critical: ThresholdRange? = nil) {
        self.measure = measure
        self.warning = warning
        self.critical = critical
    }

    fileprivate mutating func judge(_ report: Report) {
        guard let value = Measure.named(measure)?.value(report) else { return }
        let alerts = { (range: ThresholdRange?) in range?.alerts(at: value) ?? false }
        breached = alerts(critical) ? .critical : alerts(warning) ? .warning : nil
    }

    /// `rtt 0.312s is outside 0:0.2`; nil where it holds.
    fileprivate func words(_ report: Report) -> String? {
        guard let range = breached == .critical ? critical : breached == .warning ? warning : nil,
            let measure = Measure.named(measure), let value = measure.value(report)
        else { return nil }
        let place = range.alertsInside ? "inside" : "outside"
        return "\(measure.label) \(plainDecimal(value))\(measure.unit.symbol) is \(place) \(range)"
    }
}

extension Report {
    /// The report with the verdict that the thresholds make of it. What failed, what could not be told and what was
    /// interrupted stays so; a number that was not measured breaks no threshold. Thresholds are applied once.
    package func judged(by thresholds: [Threshold]) -> Report {
        guard self.thresholds.isEmpty else { return self }
        var report = self
        report.thresholds = thresholds
        guard verdict == .ok || verdict == .warning else { return report }
        for index in thresholds.indices { report.thresholds[index].judge(self) }
        guard let breach = report.breach else { return report }
        report.verdict = report.thresholds.contains { $0.breached == .critical } ? .critical : .warning
        report.exitCode = report.verdict.exitCode
        report.summary += "; \(breach)"
        return report
    }

    /// The thresholds that do not hold, in words; nil where all do.
    var breach: String? {
        let words = thresholds.compactMap { $0.words(self) }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }
}

extension Threshold {
    var json: JSON {
        .object([
            "warning": warning.map { .text("\($0)") }, "critical": critical.map { .text("\($0)") },
            "breached": breached.map { .text($0.rawValue) },
        ])
    }

    /// Nil for a measure that a later version has.
    init?(_ measure: String, _ place: JSONPlace) throws(ReportProblem) {
        guard let unit = Measure.named(measure)?.unit else { return nil }
        func range(_ level: String) throws(ReportProblem) -> ThresholdRange? {
            guard let place = try place.optional(level) else { return nil }
            guard let range = ThresholdRange(try place.text(), in: unit) else { throw place.expected("a range") }
            return range
        }
        self.init(measure, warning: try range("warning"), critical: try range("critical"))
        breached = try place.optional("breached")?.word(Verdict.self)
    }
}
