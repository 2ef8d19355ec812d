import ArgumentParser
import Diagnosis

/// The words of the command line that name a command: `playbook lint`.
struct CommandWords {
    /// As far as they are known.
    private(set) var path: [String] = []
    /// The word that should name a command and does not.
    private(set) var unknown: String?
    private var choices: [String]

    init(_ arguments: some Sequence<String>, below root: any ParsableCommand.Type = Sipdiag.self) {
        var commands = root.configuration.subcommands
        choices = Self.names(commands) + ["help"]
        for word in arguments where !(path.isEmpty && word == "help") {
            guard !commands.isEmpty, !word.hasPrefix("-") else { return }
            guard let command = commands.first(where: { $0.configuration.commandName == word }) else {
                unknown = word
                return
            }
            path.append(word)
            commands = command.configuration.subcommands
            choices = Self.names(commands)
        }
    }

    /// What is wrong with the unknown word; nil where every word is known.
    var mistake: String? {
        guard let unknown else { return nil }
        let hint =
            NearName.of(unknown, among: choices).map { "did you mean \($0)?" }
            ?? "there are \(choices.joined(separator: ", "))"
        return "there is no command “\(unknown)”; \(hint)"
    }

    /// The command that explains how these are used.
    var help: String { (["sipdiag"] + path + ["--help"]).joined(separator: " ") }

    private static func names(_ commands: [any ParsableCommand.Type]) -> [String] {
        commands.compactMap { $0.configuration.commandName }
    }
}
