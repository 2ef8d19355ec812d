import Diagnosis
import Probes
import Testing

@testable import Service

@Suite struct CheckLedgerTests {
    private static let minute = 60_000

    private static func check() throws -> Check {
        Check(
            name: "pbx options", inquiry: .options, target: try Target("sip:pbx.example.com"),
            settings: ProbeSettings(),
            every: 60)
    }

    private static func result(_ verdict: Verdict, at minutes: Int = 0, isTried: Bool = true) -> CheckRun.Result {
        var report = Report(
            tool: Report.Tool(version: "1"), command: "options", target: "sip:pbx.example.com",
            startedAt: Timestamp(millisecondsSince1970: minutes * minute), durationMs: 1, verdict: verdict, summary: "")
        report.outcome = Outcome(.timeout, method: "OPTIONS", transport: "udp", remote: "192.0.2.1:5060")
        return CheckRun.Result(index: 0, report: report, isTried: isTried)
    }

    @Test func whatWasNotTriedChangesNoHistory() throws {
        let check = try Self.check()
        var ledger = CheckLedger(alertsOnChange: true)
        _ = ledger.note(Self.result(.critical), of: check)
        let before = ledger.state
        let entry = ledger.note(Self.result(.unknown, at: 1, isTried: false), of: check)
        #expect(ledger.state == before)
        #expect(entry.verdict == .unknown && entry.report != nil && !entry.isNews)
        #expect(ledger.waits(of: [check], at: Timestamp(millisecondsSince1970: Self.minute)) == [0])
    }

    @Test func whatNobodyAsksForIsForgottenInAMonth() throws {
        let check = try Self.check()
        var ledger = CheckLedger()
        _ = ledger.note(Self.result(.ok), of: check)
        ledger.forget(before: Timestamp(millisecondsSince1970: 29 * 1440 * Self.minute))
        #expect(ledger.state.histories.count == 1)
        ledger.forget(before: Timestamp(millisecondsSince1970: 31 * 1440 * Self.minute))
        #expect(ledger.state.histories.isEmpty)
    }

    /// The series of a check that is not due go on; otherwise each alert about it would end and begin anew.
    @Test func prometheusRemembersWhatIsNotDue() throws {
        let check = try Self.check()
        var ledger = CheckLedger()
        let measured = Reports([ledger.note(Self.result(.critical, at: 1), of: check)], durationMs: 1).prometheus()
        let remembered = Reports([ledger.earlier(check)], durationMs: 1).prometheus()
        let lines = Set(measured.split(separator: "\n"))
        #expect(Set(remembered.split(separator: "\n")).isSubset(of: lines))
        let labels = #"{target="sip:pbx.example.com",probe="options",transport="udp"}"#
        for sample in ["sipdiag_probe_success\(labels) 0", "sipdiag_probe_verdict\(labels) 2"] {
            #expect(remembered.contains("\n\(sample)\n"))
        }
        #expect(remembered.contains("sipdiag_last_run_timestamp_seconds\(labels) 60\n"))
    }
}
