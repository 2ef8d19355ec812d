import Diagnosis
import Testing

@Suite struct LastLineTests {
    static func cause(_ id: String, _ confidence: Confidence) -> ReportedCause {
        ReportedCause(
            id: id, confidence: confidence, title: "", because: "", explanation: "", owner: .you, fix: ["Fix \(id)."])
    }

    struct Row: Sendable {
        var verdict: Verdict
        var outcome: Outcome?
        var causes: [ReportedCause] = []
        var exitCode: Int?
        var line: String
    }

    static let rows = [
        Row(verdict: .ok, outcome: Outcome(.response, code: 200, reason: "OK"), line: "OK 200 OK"),
        Row(
            verdict: .ok, outcome: Outcome(.response, code: 180, cancelledByUs: true), line: "OK 180 (cancelled by us)"),
        Row(verdict: .ok, causes: [cause("a.b", .possible)], line: "OK"),
        Row(
            verdict: .warning, causes: [cause("a.b", .possible), cause("c.d", .certain)], line: "WARN c.d (certain)"),
        Row(
            verdict: .warning, outcome: Outcome(.response, code: 503, reason: ""), causes: [cause("a.b", .possible)],
            line: "WARN 503"),
        Row(
            verdict: .critical, outcome: Outcome(.timeout), causes: [cause("a.b", .possible)],
            line: "FAIL a.b (possible)"),
        Row(verdict: .critical, outcome: Outcome(.timeout), line: "FAIL no answer"),
        Row(verdict: .critical, outcome: Outcome(.dns), line: "FAIL DNS failed"),
        Row(verdict: .critical, outcome: Outcome(.transport), line: "FAIL transport failed"),
        Row(verdict: .critical, outcome: Outcome(.tls), line: "FAIL TLS failed"),
        Row(verdict: .critical, outcome: Outcome(.notSIP), line: "FAIL the answer is not SIP"),
        Row(verdict: .unknown, line: "UNKNOWN"),
        Row(verdict: .unknown, causes: [cause("a.b", .certain)], exitCode: 130, line: "UNKNOWN interrupted"),
    ]

    @Test(arguments: rows)
    func isEnoughAlone(row: Row) {
        let report = Report(
            tool: Report.Tool(version: "1"), command: "options", target: "sip:a@example.com\n",
            startedAt: Timestamp(millisecondsSince1970: 0), durationMs: 21, verdict: row.verdict,
            exitCode: row.exitCode, summary: "", outcome: row.outcome, causes: row.causes)
        let lines = report.text().split(separator: "\n")
        #expect(lines.last == "\(row.line) - options sip:a@example.com\\x0A - 21 ms")
    }

    @Test(arguments: Verdict.allCases)
    func quietSaysNothingWhenOk(verdict: Verdict) {
        let report = Report(
            tool: Report.Tool(version: "1"), command: "why", startedAt: Timestamp(millisecondsSince1970: 0),
            durationMs: 21, verdict: verdict, summary: "", causes: [Self.cause("a.b", .likely)])
        let text = report.text(TextOptions(detail: .quiet, trace: true))
        #expect(
            text == (verdict == .ok ? "" : "\(report.verdict.lastWord) a.b (likely) - why - 21 ms\nFix: Fix a.b.\n"))
    }

    /// Only a title of our own parts the headline: a reason phrase must not get a line of its own.
    @Test func remoteTextDoesNotPartTheHeadline() {
        var report = Report(
            tool: Report.Tool(version: "1"), command: "why", target: "x",
            startedAt: Timestamp(millisecondsSince1970: 0),
            durationMs: 1, verdict: .critical, summary: "403 OK — all is well")
        #expect(report.text(TextOptions()).hasPrefix("CRITICAL  403 OK — all is well\n"))
        report.causes = [Self.cause("a.b", .certain)]
        report.causes[0].title = "403 OK"
        #expect(report.text(TextOptions()).hasPrefix("CRITICAL  403 OK\n          all is well\n"))
    }
}

extension Verdict {
    fileprivate var lastWord: String {
        switch self {
        case .ok: "OK"
        case .warning: "WARN"
        case .critical: "FAIL"
        case .unknown: "UNKNOWN"
        }
    }
}
