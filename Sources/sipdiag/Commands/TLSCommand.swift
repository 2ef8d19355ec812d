import ArgumentParser
import Diagnosis
import Probes
import Settings

struct TLSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tls", abstract: "Would a strict client trust this TLS server?",
        discussion: """
            Shakes hands with every TLS server that the name leads to, checks chain, dates and name (RFC 5922: the \
            SIP domain counts, not the SRV target's), and sends an OPTIONS.
            """)

    @Argument(help: "SIP URI, user@host, host[:port], an IPv4 or [IPv6] address, or a tel: URI with --proxy.")
    var target: String?

    @OptionGroup(title: "Probing") var probing: ProbingOptions
    @OptionGroup(title: "Judging") var judging: JudgingOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if let transport = probing.transport, !hasTLS(transport), probing.filledIn.used[.transport] == nil {
            throw ValidationError("there is no TLS in --transport \(transport); tls and wss have it")
        }
    }

    private func hasTLS(_ transport: String) -> Bool { ["tls", "wss"].contains(transport) }

    /// The target itself says over which transport there is TLS, as `;transport=wss` does.
    private var namesSecureTransport: Bool {
        (try? probing.monitoring.target(target)).flatMap { try? Target($0) }?.demandsTLS ?? false
    }

    func run() async throws {
        var probing = probing
        // The settings' transport is for calls; without TLS it says nothing here.
        if let transport = probing.transport, !hasTLS(transport) { probing.transport = nil }
        if probing.transport == nil, !namesSecureTransport { probing.transport = "tls" }
        try await ProbingRun(inquiry: .tls, target: target, probing: probing, output: output, judging: judging).run()
    }
}
