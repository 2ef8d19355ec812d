import ArgumentParser
import Diagnosis
import Probes

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Does the provider admit to an outage?",
        discussion: "Reads Statuspage, Instatus, Better Stack, Cachet and plain HTML. Green never clears the provider.")

    @Argument(help: "The status page's URL.")
    var url: String?

    @OptionGroup(title: "Probing") var probing: ProbingOptions
    @OptionGroup(title: "Judging") var judging: JudgingOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if url == nil, probing.statusURL.isEmpty, probing.lab == nil {
            throw ValidationError("name the URL of a status page, such as https://status.example.com")
        }
        if let url, let lab = probing.lab {
            throw ValidationError("--lab \(lab) brings its own status page; leave out “\(url)”")
        }
    }

    func run() async throws {
        var probing = probing
        if let url { probing.statusURL.insert(url, at: 0) }
        var run = ProbingRun(command: "status", probing: probing, output: output, judging: judging)
        run.needsTarget = false
        run.isAboutPages = true
        try await run.run { bench in
            let (page, judgement) = await Diagnoser(bench.driver).statusPage()
            return ProbingRun.Measured(
                findings: [page], judgement: judgement, tried: .status(.of(page)), sentence: page.title)
        }
    }
}

extension VerdictInput.StatusPage {
    /// An outage that does not cover voice is no more than a degradation of what calls need.
    fileprivate static func of(_ page: Finding) -> VerdictInput.StatusPage {
        let coversVoice = page.facts["voice"] == .flag(true)
        switch page.outcome {
        case "operational": return .operational
        case "outage": return coversVoice ? .outage : .degraded
        case "maintenance": return coversVoice ? .maintenance : .operational
        case "degraded": return coversVoice ? .degraded : .operational
        default: return .unreadable
        }
    }
}
