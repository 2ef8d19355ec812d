import ArgumentParser
import Diagnosis
import Probes

struct RegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Are these credentials accepted, and what is bound?",
        discussion: """
            sipdiag register sip:bob@example.com --auth-user bob --password-file pw
            sipdiag register bob@example.com --bind 60s    bind, and remove the binding
            sipdiag register --lab auth-good               the same against the lab

            Asks for the bindings and changes none, unless --bind is given; then only its own is made and removed.
            """)

    @Argument(help: ArgumentHelp("The address of record: a SIP URI or user@host.", valueName: "aor"))
    var target: String?

    @Option(
        help: ArgumentHelp("Bind for so long, and remove that binding again.", valueName: "duration"),
        transform: DurationArgument.init)
    var bind: DurationArgument?

    @OptionGroup(title: "Probing") var probing: ProbingOptions
    @OptionGroup(title: "Judging") var judging: JudgingOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        var run = ProbingRun(inquiry: .register, target: target, probing: probing, output: output, judging: judging)
        run.call.bindSeconds = bind.map { max(1, ($0.milliseconds + 999) / 1000) }
        try await run.run()
    }
}
