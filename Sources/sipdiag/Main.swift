import ArgumentParser
import Diagnosis
import Net
import Probes

@main
enum Main {
    static func main() async {
        StandardStream.occupyClosed()
        // Before the argument parser: a monitoring script asks for the version more often than anything else.
        if CommandLine.arguments.dropFirst() == ["--version"] {
            finish(Output.write("\(BuildVersion.text)\n") ? 0 : Verdict.unknown.exitCode)
        }
        let arguments = Array(CommandLine.arguments.dropFirst())
        // The playbooks take as long to read as the arguments: another thread begins with them.
        if !arguments.contains("--help") { Task.detached { Knowledge.readAhead() } }
        do {
            if let mistake = PasswordArgument.mistake(arguments) ?? CommandWords(arguments).mistake {
                throw ValidationError(mistake)
            }
            var command = try Sipdiag.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let exit as ArgumentParser.ExitCode {
            finish(Int(exit.rawValue))
        } catch {
            Failure(error, arguments: arguments).end(as: Output.format(in: arguments))
        }
    }

    static func finish(_ code: Int) -> Never {
        Sipdiag.exit(withError: ArgumentParser.ExitCode(Int32(code)))
    }
}

struct Sipdiag: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sipdiag",
        abstract: "Finds out why a SIP call fails, with packets as proof.",
        discussion: """
            sipdiag why example.com            why does this server not answer?
            sipdiag why --lab udp-dead         try it against the built-in lab
            sipdiag options example.com        is it alive, and what can it do?
            sipdiag invite sip:bob@example.com does a call set up? It never stays up

            Exit codes: 0 ok, 1 warning, 2 critical, 3 unknown, 64 bad usage, 130 interrupted.
            """,
        version: BuildVersion.text,
        subcommands: [
            WhyCommand.self, OptionsCommand.self, InviteCommand.self, RegisterCommand.self, DNSCommand.self,
            ReachCommand.self, NATCommand.self, TLSCommand.self, StatusCommand.self, LabCommand.self,
            ExporterCommand.self, ReflectCommand.self, PlaybookCommand.self, SchemaCommand.self, ConfigCommand.self,
            CheckCommand.self,
        ])
}
