import ArgumentParser
import Diagnosis
import Probes

struct InviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Does a call set up, which codec is agreed, and how does it fail?",
        discussion: """
            sipdiag invite sip:bob@example.com     call, and take it back when it rings
            sipdiag invite sip:echo@example.com --auth-user bob --password-file pw
                                                   log in; an answered call is held
                                                   for 2 s, and its media counted
            sipdiag invite --lab call-answered     the same against the built-in lab

            Never leaves a phone ringing or a call up, Ctrl-C included. Emergency numbers are refused.
            """)

    @Argument(help: "SIP URI or user@host; a tel: URI with --proxy.")
    var target: String?

    @OptionGroup(title: "Calling") var calling: CallOptions
    @OptionGroup(title: "Probing") var probing: ProbingOptions
    @OptionGroup(title: "Judging") var judging: JudgingOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        var run = ProbingRun(inquiry: .invite, target: target, probing: probing, output: output, judging: judging)
        run.call = try calling.settings()
        try await run.run()
    }
}
