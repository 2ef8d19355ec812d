import ArgumentParser
import Diagnosis
import Probes

struct OptionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "options", abstract: "Is the server alive, over which transports, and what can it do?",
        discussion:
            "Sends OPTIONS to every address that the target's name leads to. Any SIP answer shows a living server.")

    @Argument(help: "SIP URI, user@host, host[:port], an IPv4 or [IPv6] address, or a tel: URI with --proxy.")
    var target: String?

    @OptionGroup(title: "Probing") var probing: ProbingOptions
    @OptionGroup(title: "Judging") var judging: JudgingOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await ProbingRun(inquiry: .options, target: target, probing: probing, output: output, judging: judging)
            .run()
    }
}
