import Diagnosis
import Net
import Playbooks
import Probes
import Testing

/// The knowledge that ships: its files hold together, and every cause that a tree names comes with measured evidence.
@Suite struct BuiltInPlaybookTests {
    private static let files = Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }

    /// Names, flow, texts, and fixtures: each case ends as it says, every node and branch is met, no data is left over.
    @Test func theLinterFindsNothing() {
        let diagnostics = Linter.run(
            layers: [Self.files], catalogue: ProbeRegistry.catalogue, vocabulary: CauseVocabulary.ids
        ).diagnostics
        #expect(diagnostics.isEmpty, "\(diagnostics.map(\.rendered).joined(separator: "\n"))")
    }

    /// A leaf that prints "not measured" claims something that nobody measured on the way to it.
    @Test func everyConclusionRestsOnWhatWasMeasured() throws {
        for (file, result) in try Self.results() {
            let because = result.conclusion?.because ?? ""
            #expect(!because.contains(Placeholders.notMeasured), "\(file), \"\(result.name)\": \(because)")
            #expect(!because.contains { "{}".contains($0) }, "\(file), \"\(result.name)\": \(because)")
            for step in result.conclusion?.fix ?? [] {
                #expect(!step.contains(Placeholders.notMeasured), "\(file), \"\(result.name)\": \(step)")
            }
        }
    }

    /// No rival is both considered and ruled out.
    @Test func noRivalIsRuledOutToo() throws {
        for (file, result) in try Self.results() {
            let conclusion = try #require(result.conclusion, "\(file), \"\(result.name)\"")
            let both = Set(conclusion.alsoConsider).intersection(conclusion.rulesOut)
            #expect(both == [], "\(file), \"\(result.name)\"")
        }
    }

    /// A case states at least what the probe always states under its outcome: otherwise it tests what cannot occur.
    @Test func everyCaseStatesWhatItsProbesAlwaysState() throws {
        let library = try Self.library()
        for file in library.fixtures {
            for fixture in file.cases {
                let data = fixture.data.merged(over: file.defaults)
                for (name, group) in data.inputs {
                    let row = try #require(ProbeRegistry.catalogue.inputs[name])
                    #expect(Self.missing(in: group, row) == [], "\(file.file), \"\(fixture.name.value)\", \(name)")
                }
                for (alias, group) in data.tests {
                    let row = try #require(Self.row(of: alias, in: library), "\(alias)")
                    #expect(Self.missing(in: group, row) == [], "\(file.file), \"\(fixture.name.value)\", \(alias)")
                }
            }
        }
    }

    @Test func theTextsOfCausesFillCompletely() throws {
        for cause in try Self.library().sortedCauses {
            let filled = cause.filled { text in Placeholders.fill(text) { _ in .text("VALUE") } }
            for text in filled.texts {
                #expect(!text.value.contains { "{}".contains($0) }, "\(cause.id.value): \(text.value)")
            }
        }
    }

    /// A run that reads a tree when its walk comes to it walks the same tree; until then it has read none.
    @Test func treesThatAreReadLaterAreTheSame() throws {
        let trees = Self.files.filter { $0.path.hasPrefix("trees/") }
        let outline = Library.outline(trees, remember: Remembered.once) { Library.Reference() }
        let library = try Self.library()
        #expect(outline.playbooks.keys.sorted() == library.playbooks.keys.sorted())
        for (id, playbook) in library.playbooks {
            let later = try #require(outline.playbooks[id])
            #expect(
                later.codes == playbook.codes && later.symptoms == playbook.symptoms && later.title == playbook.title)
            #expect(later.exits == playbook.exits && later.inputs == playbook.inputs && later.start == playbook.start)
            #expect(later.nodes.map(\.id) == playbook.nodes.map(\.id), "\(id)")
        }
        let unread = Library.outline(trees, remember: { _ in { NodeList([]) } }) { Library.Reference() }
        #expect(unread.playbooks.values.allSatisfy { $0.nodes.isEmpty }, "a head was read together with its nodes")
    }

    private static func library() throws -> Library {
        try #require(Library.load(files).library)
    }

    private static func results() throws -> [(file: String, result: FixtureRunner.Result)] {
        let library = try library()
        let runner = FixtureRunner(library: library, catalogue: ProbeRegistry.catalogue)
        return library.fixtures.flatMap { file in runner.run(file).map { (file.file, $0) } }
    }

    /// The catalogue row of the test that trees store under this alias.
    private static func row(of alias: String, in library: Library) -> TestDefinition? {
        for node in library.playbooks.values.flatMap(\.nodes) {
            if case .test(let test) = node.kind, test.alias.value == alias {
                return ProbeRegistry.catalogue.tests[test.test.value]
            }
        }
        return nil
    }

    private static func missing(in group: FixtureGroup, _ row: TestDefinition) -> [String] {
        guard case .word(let outcome) = group["outcome"]?.content else { return ["outcome"] }
        return row.facts.filter { $0.isSet(when: outcome.value) && group[$0.name] == nil }.map(\.name)
    }
}
