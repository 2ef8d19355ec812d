import FoundationEssentials
import Settings
import TestSupport
import Testing

/// Each file `Tests/Fixtures/Check/….yaml` has faults; beside it, in `.txt`, what is said about them.
@Suite struct CheckFileTests {
    nonisolated static let names =
        ((try? FileManager.default.contentsOfDirectory(atPath: Golden.fixtures.appending(path: "Check").path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    private func plan(_ text: String) throws -> CheckPlan {
        let rules = CheckRules(values: testRules) { item in
            item.target?.hasPrefix("sips:") == true && item.options.text(.transport) == "udp" ? "no TLS over UDP" : nil
        }
        return try CheckPlan(file: "check.yaml", Array(text.utf8), home: "/home/u", rules: rules)
    }

    @Test(arguments: names)
    func complaint(_ name: String) throws {
        let text = String(decoding: try Golden.read("Check/\(name).yaml"), as: UTF8.self)
        let problem = try #require(throws: SettingsProblem.self) { try plan(text) }
        try Golden.expect("\(problem)\n", at: "Check/\(name).txt")
    }

    @Test func everyFaultHasAFile() {
        #expect(Self.names.count >= 10)
    }

    @Test func theExampleIsSound() throws {
        let plan = try plan(CheckPlan.example)
        #expect(
            plan.items.map(\.label) == [
                "sip.acme.example options", "acme-login register", "acme-login options", "acme-call invite",
                "acme-status status", "pbx options", "pbx tls", "pbx dns", "our-nat nat",
            ])
        let every = plan.items.map { $0.terms.everyMs ?? 0 }
        #expect(every == [60_000, 300_000, 60_000, 3_600_000, 60_000, 60_000, 60_000, 60_000, 60_000])
        #expect(plan.items[1].options.text(.passwordFile) == "secrets/acme")
        #expect(plan.items[2].terms.lossPercent == CheckLimits(warning: 1, critical: 5))
        #expect(plan.items[2].terms.rttMs == CheckLimits(warning: 500, critical: 2000))
        #expect(plan.items[0].options.text(.expect) == "200-299,401" && plan.items[5].options.text(.expect) == nil)
    }

    /// Target, provider, defaults: the nearest counts; a list replaces a list.
    @Test func theNearestCounts() throws {
        let plan = try plan(
            """
            schema: sipdiag/check/1
            defaults: {timeout: 1s, stun: [a], every: 15s, probe: [nat]}
            providers:
              p: {timeout: 2s, targets: [one, {target: two, timeout: 3s, stun: [b], probe: {nat: {timeout: 4s}}}]}
            targets: [three]
            """)
        #expect(plan.items.map { $0.options.milliseconds(.timeout) } == [2000, 4000, 1000])
        #expect(plan.items.map { $0.options.list(.stun) } == [["a"], ["b"], ["a"]])
        #expect(plan.items.map(\.provider) == ["p", "p", nil])
        #expect(plan.items.map(\.line) == [4, 4, 5])
        #expect(plan.items.map(\.terms.certificateDays) == Array(repeating: CheckLimits(warning: 14), count: 3))
    }

    @Test(.whenQuiet) func tenThousandTargetsAreReadInASecond() throws {
        let targets = (0..<10_000).map { "  - {name: t\($0), target: sip\($0).example.com, every: 2m, timeout: 3s}\n" }
        let text = "schema: sipdiag/check/1\ntargets:\n" + targets.joined()
        let started = ContinuousClock.now
        #expect(try plan(text).items.count == 10_000)
        #expect(ContinuousClock.now - started < .seconds(1))
    }
}
