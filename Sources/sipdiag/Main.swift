import ArgumentParser
import Diagnosis
import Net
import Probes

@main
enum Main {
    static func main() async {
        // Before the argument parser: a monitoring script asks for the version more often than anything else.
        if CommandLine.arguments.dropFirst() == ["--version"] {
            finish(Output.write("sipdiag \(SipdiagVersion.text)\n") ? 0 : Verdict.unknown.exitCode)
        }
        do {
            var command = try Sipdiag.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            fail(error)
        }
    }

    /// Help goes to standard output; bad usage to standard error with exit code 64, and under `--json` an object as well.
    private static func fail(_ error: any Error) -> Never {
        if let exit = error as? ArgumentParser.ExitCode { finish(Int(exit.rawValue)) }
        let message = Sipdiag.fullMessage(for: error)
        let isHelp = Sipdiag.exitCode(for: error).isSuccess
        let code = isHelp ? 0 : Diagnosis.ExitCode.usage
        if !isHelp, Output.wantsJSON(CommandLine.arguments) {
            Output.write(UsageError(Sipdiag.message(for: error)).encoded())
        } else {
            Output.write(SafeText.safe(message, for: .trace) + "\n", to: isHelp ? .output : .error)
        }
        finish(code)
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

            Exit codes: 0 ok, 1 warning, 2 critical, 3 unknown, 64 bad usage, 130 interrupted.
            """,
        subcommands: [
            WhyCommand.self, OptionsCommand.self, DNSCommand.self, ReachCommand.self, NATCommand.self,
            StatusCommand.self, LabCommand.self, PlaybookCommand.self,
        ])
}
