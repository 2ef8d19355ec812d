import Foundation
import TestSupport
import Testing

/// The help of every command is a golden, and every command and flag is in it.
@CommandThread
@Suite struct HelpTests {
    /// The commands as the argument parser itself lists them.
    nonisolated static let commands: [Command] = {
        guard let dump = try? Program.run("--experimental-dump-help").output,
            let object = try? JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any],
            let root = object["command"] as? [String: Any]
        else { return [] }
        return Command.all(below: root, path: [])
    }()

    struct Command: Sendable, CustomTestStringConvertible {
        var path: [String]
        /// `--timeout`, `-v`.
        var flags: [String]
        var subcommands: [String]

        var testDescription: String { (["sipdiag"] + path).joined(separator: " ") }
        var file: String { "Commands/help/\((path.isEmpty ? ["sipdiag"] : path).joined(separator: "-")).txt" }

        static func all(below command: [String: Any], path: [String]) -> [Command] {
            let subcommands = (command["subcommands"] as? [[String: Any]] ?? []).filter {
                $0["commandName"] as? String != "help"
            }
            let flags = (command["arguments"] as? [[String: Any]] ?? []).flatMap { argument in
                (argument["names"] as? [[String: Any]] ?? []).compactMap { name in
                    (name["name"] as? String).map { name["kind"] as? String == "short" ? "-\($0)" : "--\($0)" }
                }
            }
            let names = subcommands.compactMap { $0["commandName"] as? String }
            return [Command(path: path, flags: flags, subcommands: names)]
                + zip(subcommands, names).flatMap { all(below: $0, path: path + [$1]) }
        }
    }

    @Test func everyCommandIsFound() {
        let paths = Self.commands.map { $0.path.joined(separator: " ") }
        for path in [
            "", "why", "options", "invite", "register", "dns", "reach", "nat", "status", "lab", "playbook",
            "playbook lint",
        ] {
            #expect(paths.contains(path))
        }
    }

    @Test(arguments: commands)
    func readsAsRecorded(_ command: Command) throws {
        let help = try Program.run(command.path + ["--help"])
        #expect(help.status == 0)
        #expect(help.errors.isEmpty)
        #expect(help.lines.allSatisfy { $0.count <= 80 })
        try Golden.expect(help.output, at: command.file)
    }

    @Test(arguments: commands)
    func namesEveryFlagAndCommand(_ command: Command) throws {
        let words = String(decoding: try Golden.read(command.file), as: UTF8.self)
            .split { " ,\n".contains($0) }.map(String.init)
        #expect(Set(command.flags + command.subcommands).subtracting(words) == [])
    }

    @Test(arguments: [["--version"], ["why", "--version"], ["--version", "--json"]])
    func tellsTheVersion(_ arguments: [String]) throws {
        let version = try Program.run(arguments)
        #expect(version.status == 0)
        #expect(version.output.wholeMatch(of: /sipdiag 0\.1\.0 \(playbooks [0-9a-f]{8}, swift 6\.\d\)\n/) != nil)
    }
}
