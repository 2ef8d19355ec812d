import ArgumentParser
import Diagnosis
import Probes

struct NATCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nat", abstract: "What does the NAT do to my address (STUN)?",
        discussion: """
            Needs --stun; two servers tell a symmetric NAT. With a target, the SIP server's view (Via received, rport) is \
            compared with STUN's.
            """)

    @Argument(help: "A SIP server whose view is compared.")
    var target: String?

    @OptionGroup(title: "Probing") var probing: ProbingOptions
    @OptionGroup(title: "Judging") var judging: JudgingOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        var run = ProbingRun(command: "nat", target: target, probing: probing, output: output, judging: judging)
        run.needsTarget = false
        try await run.run { bench in
            let (findings, judgement) = await Diagnoser(bench.driver).mapping()
            let mapping = findings[0]
            let measured =
                mapping.status == .pass || mapping.outcome == "symmetric" || mapping.outcome == "several_addresses"
            return ProbingRun.Measured(
                findings: findings, judgement: judgement, tried: measured ? .worked : .nothingMeasured,
                sentence: mapping.title)
        }
    }
}
