/// Proves of a library that every outcome leads somewhere, that no branch is dead, and that every leaf says what to do.
package enum Linter {
    /// A check looks at the whole library, and may rely on every earlier stage.
    typealias Check = @Sendable (LintContext) -> [Diagnostic]

    /// The stages after "bytes and YAML" and "shape", which are the loader's: names, graph, text. A stage with errors ends
    /// the run.
    static let stages: [[Check]] = [
        [testNames, treeNames, factNames, placeholderNames, causeNames, codeNames, fixtureNames],
        [treeGraphs],
        [treeFlows, stepOrder],
        [causeTexts],
    ]
    /// Those that follow, and walk the fixtures.
    static let fixtureStages: [[Check]] = [[fixtureResults], [fixtureLeftovers], [fixtureCoverage]]

    /// Loads and checks files.
    /// - Parameters:
    ///   - layers: the built-in files first; see `Library.load`.
    ///   - vocabulary: the cause ids that the contract promises; each must have a text.
    ///   - beforeUse: only what the layers after the first bring or touch, and no walks of fixtures: a run should not wait
    ///     for proofs that the tests have made.
    /// - Returns: the library if it could be loaded at all, and the complaints of the first stage that had any.
    package static func run(
        layers: [[SourceFile]], catalogue: Catalogue, vocabulary: Set<String>, beforeUse: Bool = false
    ) -> (library: Library?, diagnostics: [Diagnostic]) {
        let (library, diagnostics) = Library.load(layers: layers)
        guard let library else { return (nil, diagnostics) }
        var context = LintContext(
            library: library, catalogue: catalogue, vocabulary: vocabulary, beforeUse: beforeUse)
        var found = firstComplaints(of: stages, context)
        if found.isEmpty, !beforeUse {
            context.runFixtures()
            found = firstComplaints(of: fixtureStages, context)
        }
        guard !found.isEmpty else { return (library, []) }
        let sorted = found.sorted { ($0.place, $0.rule, $0.message) < ($1.place, $1.rule, $1.message) }
        return (library, SourceLines(layers.flatMap { $0 }).attached(to: sorted))
    }

    private static func firstComplaints(of stages: [[Check]], _ context: LintContext) -> Set<Diagnostic> {
        stages.lazy.map { stage in Set(stage.flatMap { $0(context) }) }.first { !$0.isEmpty } ?? []
    }
}

/// What every check sees.
struct LintContext: Sendable {
    let library: Library
    let catalogue: Catalogue
    let vocabulary: Set<String>
    /// Those that are checked.
    let playbooks: [Playbook]
    let fixtures: [FixtureFile]
    /// How the walks of the fixtures went; empty until they are run.
    private(set) var fixtureRuns: [(file: FixtureFile, results: [FixtureRunner.Result])] = []
    /// By playbook.
    let scopes: [String: Scope]

    init(library: Library, catalogue: Catalogue, vocabulary: Set<String>, beforeUse: Bool) {
        self.library = library
        self.catalogue = catalogue
        self.vocabulary = vocabulary
        playbooks = library.sortedPlaybooks.filter { playbook in
            !beforeUse || playbook.layer > 0
                || library.nodes(under: playbook).contains { $0.playbook.layer > 0 }
        }
        fixtures = library.fixtures.filter { !beforeUse || $0.layer > 0 }
        scopes = Dictionary(
            uniqueKeysWithValues: playbooks.map { ($0.id.value, Scope(of: $0, library, catalogue)) })
    }

    mutating func runFixtures() {
        let runner = FixtureRunner(library: library, catalogue: catalogue)
        fixtureRuns = fixtures.map { ($0, runner.run($0)) }
    }

    /// The trees that are checked and those that they include, each after those that it includes. Without recursion: a folder
    /// may hold a long chain of trees.
    var innermostFirst: [Playbook] {
        var ordered: [Playbook] = []
        var seen: Set<String> = []
        var open: [(playbook: Playbook, isExpanded: Bool)] = playbooks.map { ($0, false) }
        while let (playbook, isExpanded) = open.popLast() {
            if isExpanded {
                ordered.append(playbook)
            } else if seen.insert(playbook.id.value).inserted {
                open.append((playbook, true))
                open += playbook.nodes.compactMap { node in
                    guard case .include(let include) = node.kind else { return nil }
                    return library.playbooks[include.playbook.value].map { ($0, false) }
                }
            }
        }
        return ordered
    }

    func scope(of playbook: Playbook) -> Scope {
        scopes[playbook.id.value] ?? Scope(of: playbook, library, catalogue)
    }
}
