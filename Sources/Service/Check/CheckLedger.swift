package import Diagnosis

/// What checks came to before, and what is news by what they come to now.
package struct CheckLedger: Sendable {
    package private(set) var state: CheckState
    private let rule: AlertRule
    /// Only changes are news; otherwise whatever fails is.
    private let alertsOnChange: Bool

    package init(_ state: CheckState = CheckState(), rule: AlertRule = AlertRule(), alertsOnChange: Bool = false) {
        self.state = state
        self.rule = rule
        self.alertsOnChange = alertsOnChange
    }

    package func isDue(_ check: Check, at now: Timestamp) -> Bool {
        state.histories[check.name]?.isDue(at: now, every: check.every) ?? true
    }

    /// Takes a report in, and says what becomes of it for people.
    package mutating func note(_ report: Report, of check: Check, restsUntilUnixMs: Int?) -> Reports.Entry {
        let result = CheckHistory.Result(
            verdict: report.verdict, cause: report.verdict == .ok ? nil : report.causes.first?.id, line: report.oneLine,
            at: report.startedAt)
        var history = state.histories[check.name] ?? CheckHistory(first: result)
        let change = history.note(result, by: rule)
        history.restsUntil = restsUntilUnixMs.map { Timestamp(millisecondsSince1970: $0) }
        state.histories[check.name] = history
        let isNews = alertsOnChange ? change != .none : report.verdict != .ok
        return Reports.Entry(
            name: check.name, report: report, verdict: report.verdict, remark: history.remark(change), isNews: isNews)
    }

    /// What is told of a check that is not due: how it was.
    package func earlier(_ check: Check) -> Reports.Entry {
        let history = state.histories[check.name]
        let verdict = history?.last.verdict ?? .unknown
        return Reports.Entry(
            name: check.name, report: nil, verdict: verdict, remark: history?.remark(.none),
            earlier: history?.last.line, isNews: !alertsOnChange && verdict != .ok)
    }

    /// Checks that are no longer asked for are forgotten.
    package mutating func keep(_ checks: [Check]) {
        let names = Set(checks.map(\.name))
        state.histories = state.histories.filter { names.contains($0.key) }
    }
}

extension CheckHistory {
    fileprivate func remark(_ change: Change) -> String? {
        let row = "\(inARow) time\(inARow == 1 ? "" : "s") in a row"
        switch change {
        case .recovered: return "recovered"
        case .flappingBegan: return "began to flap: it fails and recovers by turns"
        case .flappingEnded: return "flaps no longer"
        case .none, .failed, .shifted:
            if isFlapping { return "flapping" }
            guard last.verdict != .ok else { return nil }
            if settled == .ok { return "\(row), not settled yet" }
            return inARow == 1 ? nil : "since \(since.rfc3339), \(row)"
        }
    }
}
