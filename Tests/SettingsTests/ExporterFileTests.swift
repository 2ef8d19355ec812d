import FoundationEssentials
import Settings
import TestSupport
import Testing

/// Each file `Tests/Fixtures/Exporter/….yaml` has faults; beside it, in `.txt`, what is said about them.
@Suite struct ExporterFileTests {
    nonisolated static let names =
        ((try? FileManager.default.contentsOfDirectory(atPath: Golden.fixtures.appending(path: "Exporter").path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    private func plan(_ text: String) throws -> ExporterPlan {
        let rules = ExporterRules(values: testRules) { text in text.contains(" ") ? "\"\(text)\" is no target" : nil }
        return try ExporterPlan(file: "exporter.yaml", Array(text.utf8), home: "/home/u", rules: rules)
    }

    @Test(arguments: names)
    func complaint(_ name: String) throws {
        let text = String(decoding: try Golden.read("Exporter/\(name).yaml"), as: UTF8.self)
        let problem = try #require(throws: SettingsProblem.self) { try plan(text) }
        try Golden.expect("\(problem)\n", at: "Exporter/\(name).txt")
    }

    @Test func everyFaultHasAFile() {
        #expect(Self.names.count >= 4)
    }

    @Test func theExampleIsSound() throws {
        let plan = try plan(ExporterPlan.example)
        #expect(plan.modules.map(\.name) == ["options", "options_tls", "certificate", "login", "acme_status"])
        #expect(plan.modules.map(\.targets.count) == [3, 3, 3, 1, 0])
        #expect(plan.modules.map { $0.terms.everyMs ?? 0 } == [15_000, 15_000, 3_600_000, 15_000, 300_000])
        #expect(plan.modules[1].options.text(.transport) == "tls" && plan.modules[0].options.text(.transport) == nil)
        #expect(plan.modules[3].item(toward: "x").options.text(.passwordFile) == "secrets/acme")
    }
}
