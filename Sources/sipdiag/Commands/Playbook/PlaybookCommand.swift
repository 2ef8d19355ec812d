import ArgumentParser
import Diagnosis
import Probes

struct PlaybookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playbook", abstract: "Read, check, draw and write the decision trees.",
        subcommands: [List.self, Show.self, Lint.self, Test.self, Tests.self, Graph.self, New.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The trees, and what each one explains.")

        @Option(help: ArgumentHelp.playbooks)
        var playbooks: String?

        func run() throws {
            let library = try Knowledge.load(extra: playbooks)
            let width = library.playbooks.keys.map(\.count).max() ?? 0
            let lines = library.sortedPlaybooks.flatMap { tree in
                Cells.hang(Cells.pad(tree.id.value, to: width) + "  ", safe(tree.title.value), columns: 80)
            }
            Output.print((lines + [""] + Cells.wrap(Self.totals(of: library), columns: 80)).map { $0 + "\n" }.joined())
        }

        private func safe(_ text: String) -> String { SafeText.safe(text, for: .paragraph) }

        /// What the trees cover, and how much of it fixtures walk: all, or the linter complains.
        private static func totals(of library: Library) -> String {
            let codes = library.codes.keys.filter { $0 >= 300 && library.playbook(forCode: $0) != nil }.count
            let nodes = library.playbooks.values.flatMap(\.nodes)
            let branches = nodes.reduce(0) { $0 + $1.branches.count }
            let cases = library.fixtures.reduce(0) { $0 + $1.cases.count }
            return
                "\(codes) final codes and \(library.symptoms.count) symptoms are explained by \(library.playbooks.count) "
                + "trees: \(nodes.count) nodes, \(branches) branches, \(cases) fixtures"
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "One tree, in words: questions, branches, causes.")

        @Argument(help: "The tree's id.")
        var id: String

        @Flag(help: "The file as it is written, to copy and change.")
        var yaml = false

        @Option(help: ArgumentHelp.playbooks)
        var playbooks: String?

        func run() throws {
            let library = try Knowledge.load(extra: playbooks)
            let tree = try library.playbook(named: id)
            Output.print(yaml ? try Knowledge.text(of: tree) : PlaybookGraph(tree, library).outline(width: 80))
        }
    }

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lint",
            abstract: "Prove that every outcome of every test leads somewhere.",
            discussion: "Checks the built-in files, together with those of the folders or files given.")

        @Argument(help: "Folders or files with playbooks of your own.")
        var paths: [String] = []

        func run() throws {
            let own = try paths.flatMap { path in
                path.hasSuffix(".yaml") ? [try Knowledge.file(path)] : try Knowledge.files(in: path)
            }
            let diagnostics = Knowledge.lint([own]).diagnostics
            let text = diagnostics.map { $0.rendered + "\n" }.joined()
            Output.print(SafeText.safe(text, for: .trace))
            guard diagnostics.isEmpty else { Main.finish(Verdict.critical.exitCode) }
            Output.print("\(Knowledge.builtIn.count + own.count) files: nothing to complain about\n")
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Walk every fixture, with no network.")

        @Option(help: ArgumentHelp.playbooks)
        var playbooks: String?

        func run() throws {
            let library = try Knowledge.load(extra: playbooks)
            let runner = FixtureRunner(library: library, catalogue: ProbeRegistry.catalogue)
            let results = library.fixtures.flatMap { file in runner.run(file).map { (file.playbook.value, $0) } }
            let failures = results.compactMap { playbook, result in
                result.failure.map { "FAIL \(playbook): \(result.name): \($0)\n" }
            }
            let count = "\(results.count - failures.count) passed, \(failures.count) failed\n"
            Output.print(SafeText.safe(failures.joined() + count, for: .trace))
            if !failures.isEmpty { Main.finish(Verdict.critical.exitCode) }
        }
    }

    struct Tests: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "tests", abstract: "The measurements that a playbook can ask for.")

        func run() throws {
            let catalogue = ProbeRegistry.catalogue
            let tests = catalogue.tests.values.sorted { $0.name < $1.name }
            Output.print(tests.map { $0.described + "\n" }.joined())
        }
    }
}

extension TestDefinition {
    /// The row for people.
    fileprivate var described: String {
        var lines = ["\(name): \(summary)"]
        for parameter in parameters {
            lines.append("  with \(parameter.name): \(parameter.values.joined(separator: "|")) — \(parameter.meaning)")
        }
        let width = (outcomes.map(\.word.count) + facts.map(\.name.count)).max() ?? 0
        for outcome in outcomes { lines.append("  → \(Cells.pad(outcome.word, to: width))  \(outcome.meaning)") }
        for fact in facts { lines.append("    \(Cells.pad(fact.name, to: width))  \(fact.meaning)") }
        return lines.joined(separator: "\n") + "\n"
    }
}
