import ArgumentParser
import Diagnosis
import FoundationEssentials

extension PlaybookCommand {
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new", abstract: "Write a tree of your own to start from, and its fixtures.",
            usage: "sipdiag playbook new <id> [--code <nnn> | --symptom <word>] [<options>]",
            discussion: """
                With --code or --symptom `why` finds the tree; without, it is a sub-tree that \
                others include. No file is ever overwritten.
                """)

        @Argument(help: "The new tree's id.")
        var id: String

        @Option(help: ArgumentHelp("The response code that the tree explains.", valueName: "nnn"))
        var code: Int?

        @Option(help: ArgumentHelp("The symptom that it explains, in one word.", valueName: "word"))
        var symptom: String?

        @Option(help: ArgumentHelp("The folder for the two files; it is made if need be.", valueName: "dir"))
        var output = "playbooks"

        func validate() throws {
            if code != nil, symptom != nil {
                throw ValidationError("--code and --symptom: a new tree takes one of them")
            }
            if let code, !(300...699).contains(code) {
                throw ValidationError("--code \(code): a final code other than success is a number from 300 to 699")
            }
        }

        func run() throws {
            let template = try template()
            guard try Knowledge.load(extra: nil).playbooks[id] == nil else {
                throw ValidationError(
                    "there is a playbook “\(id)” already; to change it: sipdiag playbook show \(id) --yaml > \(id).yaml"
                )
            }
            let paths = try write(template.files)
            Output.print(SafeText.safe(nextSteps(paths), for: .trace))
        }

        private func template() throws -> PlaybookTemplate {
            let occasion = code.map { .code($0) } ?? symptom.map { .symptom($0) } ?? PlaybookTemplate.Occasion.subtree
            do throws(PlaybookTemplate.Unusable) {
                return try PlaybookTemplate(id: id, occasion: occasion)
            } catch {
                throw ValidationError(error.message)
            }
        }

        /// - Returns: where the files are.
        private func write(_ files: [SourceFile]) throws -> [String] {
            let paths = files.map { "\(output)/\($0.path)" }
            if let taken = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) {
                throw ValidationError("\(taken) is there already, and is left as it is")
            }
            do {
                try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
                for (file, path) in zip(files, paths) {
                    try Data(file.text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
                }
            } catch {
                throw ValidationError("\(output): the files cannot be written there: \(error)")
            }
            return paths
        }

        private func nextSteps(_ paths: [String]) -> String {
            let use = code.map { "sipdiag why \($0)" } ?? symptom.map { "sipdiag why \($0)" }
            return """
                Wrote \(paths[0]) (the tree) and \(paths[1]) (its cases).

                Next
                  change both; then  sipdiag playbook lint \(output)
                                     sipdiag playbook test --playbooks \(output)
                  read it            sipdiag playbook show \(id) --playbooks \(output)
                  draw it            sipdiag playbook graph \(id) --playbooks \(output)
                \(use.map { "  use it             \($0) --playbooks \(output)\n" } ?? "")\
                  what it can measure, and name  sipdiag playbook tests; sipdiag why CAUSE

                Files in ~/.config/sipdiag/playbooks and /etc/sipdiag/playbooks are in force
                in every run. An editor completes and checks a file that begins with
                  # yaml-language-server: $schema=playbook.schema.json
                after  sipdiag schema playbook > \(output)/playbook.schema.json
                (fixtures: sipdiag schema fixtures).

                """
        }
    }
}
