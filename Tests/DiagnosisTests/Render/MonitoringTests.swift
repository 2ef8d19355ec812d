import TestSupport
import Testing

@testable import Diagnosis

/// What Nagios and Prometheus are told.
@Suite struct MonitoringTests {
    private static let reports = View.reports + ["tls-slow", "call-measured"]

    @Test(arguments: reports)
    func readsAsRecorded(report name: String) throws {
        let report = try Report.decode(try Golden.read("Reports/\(name).json"))
        try Golden.expect(report.nagios(), at: "Reports/\(name).nagios.txt")
        try Golden.expect(Report.prometheus([report]), at: "Reports/\(name).prom")
    }

    /// As `check` writes them: each metric once.
    @Test func manyReportsAreOneFile() throws {
        let reports = try Self.reports.map { try Report.decode(try Golden.read("Reports/\($0).json")) }
        let lines = Report.prometheus(reports + reports).split(separator: "\n")
        let names = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
        #expect(names.count == Set(names).count && names.count > 10)
        let samples = lines.filter { !$0.hasPrefix("#") }
        let series = samples.map { $0.prefix { $0 != "}" } }
        #expect(series.count == Set(series).count)
        #expect(samples.count { $0.hasPrefix("sipdiag_probe_success{") } > reports.count / 2)
    }

    @Test func everyMetricHasItsNameAndHelp() {
        #expect(Set(MetricFamily.all.map(\.name)).count == MetricFamily.all.count)
        #expect(MetricFamily.all.allSatisfy { $0.help.hasSuffix(".") && !$0.help.contains("\n") })
        #expect(Set(Measure.all.map(\.label)).count == Measure.all.count)
        // The names that the contract promises.
        let promised = [
            "build_info", "probe_success", "probe_duration_seconds", "probe_dns_lookup_time_seconds",
            "probe_sip_status_code", "probe_retransmits", "probe_targets_up", "probe_targets", "probe_ip_protocol",
            "probe_tls_earliest_cert_expiry", "diagnosis", "last_run_timestamp_seconds",
        ]
        #expect(Set(promised.map { "sipdiag_\($0)" }).subtracting(MetricFamily.all.map(\.name)) == [])
    }

    /// A `|` would begin performance data, a line break a line of its own.
    @Test(
        arguments: HostileMarkupTests.hostile + ["a|b'=1;2", "back\\slash\\", String(repeating: "long ", count: 5000)])
    func hostileTextStaysText(text: String) throws {
        let (hostile, harmless) = (HostileMarkupTests.report(text), HostileMarkupTests.report("harmless"))
        let nagios = hostile.nagios()
        #expect(nagios.count { $0 == "|" } == harmless.nagios().count { $0 == "|" })
        #expect(nagios.split(separator: "\n").count <= harmless.nagios().split(separator: "\n").count)
        #expect(nagios.utf8.count < 8192)
        let metrics = Report.prometheus([hostile])
        #expect(metrics.count { $0 == "\n" } == Report.prometheus([harmless]).count { $0 == "\n" })
        for line in metrics.split(separator: "\n") where !line.hasPrefix("#") {
            let sample = /[a-z_]+\{([a-z]+="([^"\\]|\\["\\])*",?)*\} [0-9.]+/.matchingSemantics(.unicodeScalar)
            #expect(line.wholeMatch(of: sample) != nil, "\(line)")
        }
    }

    @Test func theStatusLineKeepsTheCauseAndEightyCharacters() throws {
        for name in Self.reports {
            let report = try Report.decode(try Golden.read("Reports/\(name).json"))
            let status = try #require(report.nagios().split(separator: "\n").first?.split(separator: " | ").first)
            #expect(Cells.width(of: String(status)) <= 80)
            if let cause = report.mainCause { #expect(status.hasSuffix(" [\(cause.id)]")) }
        }
    }
}
