import ArgumentParser
import Diagnosis
import Probes

struct ReachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reach", abstract: "Is a firewall in the way (5060/5061, UDP/TCP/TLS), and where on the path?")

    @Argument(help: "SIP URI, user@host, host[:port], an IPv4 or [IPv6] address, or a tel: URI with --proxy.")
    var target: String?

    @OptionGroup(title: "Probing") var probing: ProbingOptions
    @OptionGroup(title: "Judging") var judging: JudgingOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await ProbingRun(inquiry: .reach, target: target, probing: probing, output: output, judging: judging).run()
    }
}
