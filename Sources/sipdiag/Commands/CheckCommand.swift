import ArgumentParser
import Diagnosis
import Net
import Probes
import Service
import Settings

struct CheckCommand: AsyncParsableCommand {
    enum Alert: String, ExpressibleByArgument, CaseIterable {
        case failure, change
    }

    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Many targets, unattended: what a file asks for.",
        discussion: """
            sipdiag check --example > check.yaml   a file to begin with
            sipdiag check --validate check.yaml    is it sound? Sends nothing
            sipdiag check check.yaml               all of it now, the failures with
                                                   their cause, owner and first fix
            sipdiag check check.yaml -q --state /var/lib/sipdiag --alert-on change
                                                   for cron: a word when something changes

            The worst check gives the exit code; 3 also where the file is not sound.
            """)

    @Argument(help: "The file of providers and targets.")
    var file: String?

    @Flag(
        name: .customLong("validate"), help: "Read the file, and tell how many checks it has or all that is wrong.")
    var isDry = false

    @Flag(help: "Print a file to begin with.")
    var example = false

    @Option(help: ArgumentHelp("Remember results here: how often a check may run, what has changed.", valueName: "dir"))
    var state: String?

    @Option(help: "What is told with --quiet: every failure, or changes alone; needs --state.")
    var alertOn = Alert.failure

    @Option(help: ArgumentHelp("So many failures in a row are a failure.", valueName: "n"))
    var failAfter = 1

    @Option(help: ArgumentHelp("So many successes in a row are a recovery.", valueName: "n"))
    var recoverAfter = 1

    @Option(
        help: ArgumentHelp("Begin up to so much later, the same on this host each time.", valueName: "duration"),
        transform: DurationArgument.init)
    var splay: DurationArgument?

    @Option(help: ArgumentHelp("New requests to one host in any second.", valueName: "n"))
    var pace: Int?

    @Option(
        name: [.customLong("deadline"), .customShort("t")],
        help: ArgumentHelp("All checks end by then; those not begun are unknown. (default: 5m)", valueName: "duration"),
        transform: DurationArgument.init)
    var deadline: DurationArgument?

    @Option(help: ArgumentHelp("Playbooks that extend or replace the built-in ones.", valueName: "dir"))
    var playbooks: String?

    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        let counts = [("--fail-after", failAfter), ("--recover-after", recoverAfter), ("--pace", pace ?? 1)]
        for (option, count) in counts where !(1...1000).contains(count) {
            throw ValidationError("\(option) \(count): give a number from 1 to 1000")
        }
        if let word = output.forOneReport {
            throw ValidationError("\(word) is about one report; `sipdiag why TARGET \(word)` has it")
        }
        if state == nil, alertOn == .change || failAfter > 1 || recoverAfter > 1 {
            throw ValidationError("--alert-on change, --fail-after and --recover-after need --state DIR to remember by")
        }
    }

    func run() async throws {
        if example { return Output.print(CheckPlan.example) }
        guard let file else {
            throw ValidationError("name the FILE; `sipdiag check --example` prints one to begin with")
        }
        let plan: CheckPlan
        do {
            plan = try CheckFile.read(file)
        } catch {
            Output.write("\(SafeText.safe("\(error)", for: .trace))\n", to: .error)
            Main.finish(Verdict.unknown.exitCode)
        }
        if isDry {
            return Output.print(
                "\(SafeText.safe(file)): \(plan.items.count) checks of \(plan.targetCount) targets, all sound\n")
        }
        await CheckingRun(
            checks: try plan.items.map { try Check($0) }, library: try Knowledge.load(extra: playbooks),
            output: output, stateFolder: state, rule: AlertRule(failAfter: failAfter, recoverAfter: recoverAfter),
            alertsOnChange: alertOn == .change, deadlineMs: deadline?.milliseconds ?? 300_000,
            splayMs: splay?.milliseconds ?? 0, perSecond: pace
        ).run()
    }
}

extension OutputOptions {
    /// An option that shows one report closely; nil where none is given.
    fileprivate var forOneReport: String? {
        if capture != nil { return "--save-pcap" }
        if trace { return "--trace" }
        if ladder { return "--ladder" }
        return [.markdown, .html].contains(shown) ? "--format \(shown.rawValue)" : nil
    }
}

extension CheckPlan {
    fileprivate var targetCount: Int { Set(items.map(\.name)).count }
}
