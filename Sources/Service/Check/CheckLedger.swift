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

    /// How long each check has to wait, milliseconds: until its interval is over, and until its host may be asked again,
    /// whichever check it told so.
    package func waits(of checks: [Check], at now: Timestamp) -> [Int] {
        var rests: [String: Int] = [:]
        for check in checks {
            let rest = state.histories[check.name]?.rest(at: now) ?? 0
            rests[check.host] = max(rests[check.host] ?? 0, rest)
        }
        return checks.map { check in
            max(rests[check.host] ?? 0, state.histories[check.name]?.wait(at: now, every: check.every) ?? 0)
        }
    }

    /// Takes a result in, and says what becomes of it for people. What was not tried to its end changes no history.
    package mutating func note(_ found: CheckRun.Result, of check: Check) -> Reports.Entry {
        let report = found.report
        guard found.isTried else {
            return Reports.Entry(
                name: check.name, subject: check.subject, report: report, verdict: report.verdict,
                isNews: !alertsOnChange)
        }
        let result = CheckHistory.Result(
            verdict: report.verdict, cause: report.verdict == .ok ? nil : report.causes.first?.id, line: report.oneLine,
            command: report.command, transport: report.transport,
            at: report.startedAt)
        var history = state.histories[check.name] ?? CheckHistory(first: result)
        let change = history.note(result, by: rule)
        history.restsUntil = found.restsUntilUnixMs.map { Timestamp(millisecondsSince1970: $0) }
        state.histories[check.name] = history
        let isNews = alertsOnChange ? change != .none : report.verdict != .ok
        return Reports.Entry(
            name: check.name, subject: check.subject, report: report, verdict: report.verdict,
            remark: history.remark(change), isNews: isNews)
    }

    /// What is told of a check that is not due: how it was.
    package func earlier(_ check: Check) -> Reports.Entry {
        let history = state.histories[check.name]
        let verdict = history?.last.verdict ?? .unknown
        return Reports.Entry(
            name: check.name, subject: check.subject, report: nil, verdict: verdict,
            remark: history.map { $0.remark(.none) } ?? "its host asked to be left alone",
            earlier: history.map { .init($0.last) }, isNews: !alertsOnChange && verdict != .ok)
    }

    /// Forgets checks that nobody has asked for in a month; another file's checks may share the folder.
    package mutating func forget(before now: Timestamp) {
        state.histories = state.histories.filter { _, history in
            history.last.at.millisecondsSince1970 > now.millisecondsSince1970 - Self.month
        }
    }

    private static let month = 30 * 86_400_000
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

extension Reports.Earlier {
    fileprivate init(_ result: CheckHistory.Result) {
        self.init(line: result.line, command: result.command, transport: result.transport, at: result.at)
    }
}
