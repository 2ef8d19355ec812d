import ArgumentParser
import Diagnosis
import Probes

struct PlaybookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playbook", abstract: "Read and check the decision trees.",
        subcommands: [List.self, Show.self, Lint.self, Test.self, Tests.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The trees, and what each one explains.")

        @Option(help: ArgumentHelp("Playbooks that extend or replace the built-in ones.", valueName: "dir"))
        var playbooks: String?

        func run() throws {
            let library = try Knowledge.load(extra: playbooks)
            let width = library.playbooks.keys.map(\.count).max() ?? 0
            for playbook in library.sortedPlaybooks {
                Output.write("\(Cells.pad(playbook.id.value, to: width))  \(playbook.title.value)\n")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One tree, as it is written.")

        @Argument(help: "The tree's id.")
        var id: String

        func run() throws {
            guard let file = Knowledge.builtIn.first(where: { $0.path == "trees/\(id).yaml" }) else {
                throw ValidationError("there is no playbook “\(id)”; `sipdiag playbook list` names them")
            }
            Output.write(file.text)
        }
    }

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prove that every outcome of every test leads somewhere.",
            discussion: "Checks the built-in files, together with those of the folders or files given.")

        @Argument(help: "Folders or files with playbooks of your own.")
        var paths: [String] = []

        func run() throws {
            let own = try paths.flatMap { path in
                path.hasSuffix(".yaml") ? [try Knowledge.file(path)] : try Knowledge.files(in: path)
            }
            let diagnostics = Knowledge.lint(own).diagnostics
            for diagnostic in diagnostics { Output.write(diagnostic.rendered + "\n") }
            guard diagnostics.isEmpty else { Main.finish(Verdict.critical.exitCode) }
            Output.write("\(Knowledge.builtIn.count + own.count) files: nothing to complain about\n")
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Walk every fixture, with no network.")

        @Option(help: ArgumentHelp("Playbooks that extend or replace the built-in ones.", valueName: "dir"))
        var playbooks: String?

        func run() throws {
            let library = try Knowledge.load(extra: playbooks)
            let runner = FixtureRunner(library: library, catalogue: ProbeRegistry.catalogue)
            var failed = 0
            var count = 0
            for file in library.fixtures {
                for result in runner.run(file) {
                    count += 1
                    guard let failure = result.failure else { continue }
                    failed += 1
                    Output.write("FAIL \(file.playbook.value): \(result.name): \(failure)\n")
                }
            }
            Output.write("\(count - failed) passed, \(failed) failed\n")
            if failed > 0 { Main.finish(Verdict.critical.exitCode) }
        }
    }

    struct Tests: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The measurements that a playbook can ask for.")

        func run() throws {
            let catalogue = ProbeRegistry.catalogue
            for test in catalogue.tests.values.sorted(by: { $0.name < $1.name }) {
                Output.write(test.described + "\n")
            }
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
