import ArgumentParser
import Diagnosis
import Probes

struct DNSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dns", abstract: "Where does RFC 3263 lead (NAPTR, SRV, A/AAAA), and where does it break?")

    @Argument(help: "The domain, or any target.")
    var domain: String?

    @OptionGroup(title: "Probing") var probing: ProbingOptions
    @OptionGroup(title: "Judging") var judging: JudgingOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await ProbingRun(inquiry: .dns, target: domain, probing: probing, output: output, judging: judging).run()
    }
}
