import Diagnosis
import FoundationEssentials
import Testing

/// Every rule has a file that breaks it, `Tests/Fixtures/Lint/PB0nn-….yaml`, and beside it, in `.txt`, what the linter
/// says. A fixture may hold several files; each but the first begins with `### name.yaml`. `base.yaml` comes with all.
@Suite struct LintFixtureTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/Lint").standardized
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".yaml") && $0.hasPrefix("PB") }.map { String($0.dropLast(5)) }.sorted()

    @Test(arguments: names)
    func complaint(_ name: String) throws {
        let diagnostics = try lint(name)
        let got = diagnostics.map(\.rendered).joined(separator: "\n") + "\n"
        let rule = String(name.prefix(5))
        #expect(Set(diagnostics.map(\.rule.rawValue)) == [rule], "\(got)")
        try expect(got, golden: "\(name).txt")
    }

    @Test func aCleanLibraryHasNoComplaints() throws {
        let complaints = try lint("clean").map(\.rendered).joined(separator: "\n")
        #expect(complaints == "")
    }

    @Test func everyRuleHasAFixture() {
        #expect(Set(LintRule.allCases.map(\.rawValue)).subtracting(Self.names.map { String($0.prefix(5)) }) == [])
        #expect(LintRule.allCases.map(\.rawValue) == NearMiss.all.map { String($0.name.prefix(5)) })
    }

    /// What comes near to breaking a rule and does not: the linter gets as far as the coverage by fixtures, its last stage.
    @Test(arguments: NearMiss.all)
    func passes(_ miss: NearMiss) throws {
        let complaints = try lint(miss.files).filter { $0.rule != .notCovered || miss.isAboutFixtures }
        #expect(complaints.isEmpty, "\(complaints.map(\.rendered).joined(separator: "\n"))")
    }

    @Test func everyRuleHasItsOwnTitle() {
        #expect(Set(LintRule.allCases.map(\.title)).count == LintRule.allCases.count)
    }

    private func lint(_ name: String) throws -> [Diagnostic] {
        try lint(Self.files(in: String(contentsOf: Self.folder.appending(path: "\(name).yaml"), encoding: .utf8)))
    }

    private func lint(_ files: [SourceFile]) throws -> [Diagnostic] {
        let base = try SourceFile(
            path: "base.yaml", text: String(contentsOf: Self.folder.appending(path: "base.yaml"), encoding: .utf8))
        return Linter.run(
            layers: [files + [base]], catalogue: TestCatalogue.catalogue,
            vocabulary: ["net.closed", "server.error", "callee.no-response"]
        ).diagnostics
    }

    private static func files(in text: String) -> [SourceFile] {
        var files = [SourceFile(path: "a.yaml", text: "")]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("### ") {
                files.append(SourceFile(path: String(line.dropFirst(4)), text: ""))
            } else {
                files[files.count - 1].text += line + "\n"
            }
        }
        return files
    }

    /// A golden that is not there yet is written down, and fails the test once.
    private func expect(_ got: String, golden name: String) throws {
        let url = Self.folder.appending(path: name)
        guard let wanted = try? String(contentsOf: url, encoding: .utf8) else {
            try Data(got.utf8).write(to: url)
            Issue.record("recorded \(name); read it")
            return
        }
        #expect(got == wanted)
    }
}
