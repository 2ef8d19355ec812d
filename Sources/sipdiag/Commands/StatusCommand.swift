import ArgumentParser
import Diagnosis
import Probes
import Settings

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
        let plugin = probing.monitoring
        guard plugin.hostname == nil, plugin.port == nil, plugin.thresholds.isEmpty else {
            throw ValidationError("-H, -p, -w and -c are about a SIP server; `status` asks about the URL of a page")
        }
        if url == nil, probing.statusURL.isEmpty, probing.lab == nil {
            throw ValidationError("name the URL of a status page, such as https://status.example.com")
        }
        if let url, let lab = probing.lab {
            throw ValidationError("--lab \(lab) brings its own status page; leave out “\(url)”")
        }
    }

    func run() async throws {
        var probing = probing
        // A page that is named takes the place of the settings' pages.
        if let url { probing.statusURL = [url] + (probing.filledIn.used[.statusURL] == nil ? probing.statusURL : []) }
        try await ProbingRun(inquiry: .status, probing: probing, output: output, judging: judging).run()
    }
}
