import TestSupport
import Testing

@testable import Diagnosis

@Suite struct ThresholdRangeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var alerts: [Double]
        var holds: [Double]
        var written: String

        var testDescription: String { text }
    }

    /// The table of the monitoring plugin guidelines, then what it leaves open.
    @Test(arguments: [
        Row(text: "10", alerts: [-0.1, 10.1, 1e9], holds: [0, 5, 10], written: "0:10"),
        Row(text: "10:", alerts: [-1, 9.9], holds: [10, 1e9], written: "10:"),
        Row(text: "~:10", alerts: [10.1], holds: [-1e9, 0, 10], written: "~:10"),
        Row(text: "10:20", alerts: [9.9, 20.1], holds: [10, 15, 20], written: "10:20"),
        Row(text: "@10:20", alerts: [10, 15, 20], holds: [9.9, 20.1], written: "@10:20"),
        Row(text: "0", alerts: [-1, 0.001], holds: [0], written: "0:0"),
        Row(text: ":2", alerts: [-1, 3], holds: [0, 2], written: "0:2"),
        Row(text: "@5", alerts: [0, 5], holds: [-1, 6], written: "@0:5"),
        Row(text: "~:", alerts: [], holds: [-1e9, 1e9], written: "~:"),
        Row(text: "-5:5", alerts: [-6, 6], holds: [-5, 5], written: "-5:5"),
        Row(text: "500ms", alerts: [0.501], holds: [0.5], written: "0:0.5"),
        Row(text: "100ms:2s", alerts: [0.05, 2.5], holds: [0.1, 2], written: "0.1:2"),
    ])
    func alertsAsTheGuidelinesSay(_ row: Row) throws {
        let range = try #require(ThresholdRange(row.text, in: .seconds))
        #expect(row.alerts.filter { !range.alerts(at: $0) } == [])
        #expect(row.holds.filter { range.alerts(at: $0) } == [])
        #expect("\(range)" == row.written)
        #expect(ThresholdRange("\(range)", in: .seconds) == range)
    }

    @Test(arguments: [
        "", ":", "@", "@:", "20:10", "a", "1:2:3", "1e3", "0x10", "5%", "1,5", "~", "1:~", "inf", "1 ", "5m",
    ])
    func refusesWhatIsNoRange(text: String) { #expect(ThresholdRange(text, in: .seconds) == nil) }

    @Test(arguments: [("5%", Measure.Unit.percent), ("5", .percent), ("14:", .days), ("2", .count)])
    func readsTheUnitOfItsMeasure(text: String, unit: Measure.Unit) { #expect(ThresholdRange(text, in: unit) != nil) }

    @Test(arguments: [
        (0, "0"), (0.0042, "0.0042"), (1e-7, "0"), (1.5e-6, "0.000002"), (-0.5, "-0.5"), (1_803_601_425, "1803601425"),
        (0.1 + 0.2, "0.3"), (1e300, "1000000000000"), (.nan, "0"), (-.infinity, "-1000000000000"),
    ])
    func writesNoExponent(value: Double, text: String) { #expect(plainDecimal(value) == text) }
}

@Suite struct ThresholdTests {
    static func report(_ verdict: Verdict, exitCode: Int? = nil, rtt: Double? = 300) throws -> Report {
        var report = Report(
            tool: Report.Tool(version: "1"), command: "options", startedAt: Timestamp(millisecondsSince1970: 0),
            durationMs: 1, verdict: verdict, exitCode: exitCode, summary: "200 OK")
        report.outcome = Outcome(rtt == nil ? .timeout : .response)
        report.findings = [
            Finding(
                id: "sip.options", test: "sip.options", outcome: "answered", status: .pass, title: "answered",
                facts: rtt.map { ["rtt_ms": .number($0)] } ?? [:])
        ]
        return report
    }

    static func threshold(_ warning: String?, _ critical: String?) -> [Threshold] {
        func range(_ text: String?) -> ThresholdRange? { text.flatMap { ThresholdRange($0, in: .seconds) } }
        return [Threshold("rtt", warning: range(warning), critical: range(critical))]
    }

    @Test(
        arguments: [
            (.ok, "0.5", "2", .ok, nil),
            (.ok, "0.2", "2", .warning, "rtt 0.3s is outside 0:0.2"),
            (.ok, "0.1", "0.2", .critical, "rtt 0.3s is outside 0:0.2"),
            (.ok, nil, "@0.1:1", .critical, "rtt 0.3s is inside @0.1:1"),
            (.warning, "0.2", "2", .warning, "rtt 0.3s is outside 0:0.2"),
            (.warning, "0.1", "0.2", .critical, "rtt 0.3s is outside 0:0.2"),
            // It fails, or nobody knows: how long that took changes nothing.
            (.critical, "0.1", "0.2", .critical, nil),
            (.unknown, "0.1", "0.2", .unknown, nil),
        ] as [(Verdict, String?, String?, Verdict, String?)])
    func changesTheVerdict(before: Verdict, warning: String?, critical: String?, after: Verdict, breach: String?) throws
    {
        let report = try Self.report(before).judged(by: Self.threshold(warning, critical))
        #expect(report.verdict == after && report.exitCode == after.exitCode)
        #expect(report.breach == breach)
        #expect(report.summary == (breach.map { "200 OK; \($0)" } ?? "200 OK"))
        #expect(try Report.decode(Array(report.encoded().utf8)) == report)
        #expect(try JSONSchema.report.get().problems(in: report.encoded().utf8) == [])
        #expect(report.judged(by: Self.threshold("0.1", "0.1")) == report)
    }

    @Test func whatWasNotMeasuredBreaksNothing() throws {
        let report = try Self.report(.ok, rtt: nil).judged(by: Self.threshold("0", "0"))
        #expect(report.verdict == .ok && report.breach == nil)
        #expect(report.nagios().contains("'rtt'=U;0:0;0:0;0"))
    }

    @Test func interruptedStaysInterrupted() throws {
        let report = try Self.report(.unknown, exitCode: 130).judged(by: Self.threshold("0.1", nil))
        #expect(report.exitCode == 130)
        #expect(report.nagios().hasPrefix("SIP OPTIONS UNKNOWN - interrupted | "))
    }

    @Test(arguments: [
        ("\"rtt\": {\"warning\": 5}", "thresholds.rtt.warning: a text is expected, not a number"),
        ("\"rtt\": {\"warning\": \"x\"}", "thresholds.rtt.warning: a range is expected, not a text"),
    ])
    func aSavedThresholdThatIsNoneHasItsPlace(member: String, problem: String) throws {
        let report = try Self.report(.ok).judged(by: Self.threshold("0.5", nil)).encoded()
        let bad = report.replacing(/"rtt": \{[^}]*\}/, with: member)
        let found = #expect(throws: ReportProblem.self) { try Report.decode(Array(bad.utf8)) }
        #expect(found?.description.hasPrefix(problem) == true, "\(String(describing: found))")
    }
    @Test func aSavedThresholdOfALaterVersionIsLeftOut() throws {
        let report = try Self.report(.ok).judged(by: Self.threshold("0.5", nil)).encoded()
        let later = report.replacing(/"rtt": \{[^}]*\}/, with: "\"speed\": {}")
        #expect(try Report.decode(Array(later.utf8)).thresholds.isEmpty)
    }
}
