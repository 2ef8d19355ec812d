import ArgumentParser
import Diagnosis
import Probes

struct NATCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nat", abstract: "What does the NAT do to my address (STUN)?",
        discussion: """
            --stun names the servers to ask; two tell a symmetric NAT. With a target, the SIP server's view (Via received, \
            rport) is compared with theirs, and it is shown whether a SIP ALG rewrites messages on the way there.
            """)

    @Argument(help: "A SIP server, to see what becomes of messages on the way to it.")
    var target: String?

    @Flag(help: "Also measure how long a UDP mapping lives, up to the deadline.")
    var lifetime = false

    @OptionGroup(title: "Probing") var probing: ProbingOptions
    @OptionGroup(title: "Judging") var judging: JudgingOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await ProbingRun(
            inquiry: .nat(lifetime: lifetime), target: target, probing: probing, output: output, judging: judging
        ).run()
    }
}
