import DNS
import Diagnosis
import Net

/// Asks a TCP port that says nothing to plain SIP whether it speaks TLS: the transport then does not fit the port.
enum PortLanguageProbe: Probe {
    static let definition = TestDefinition(
        "tls.port", "Greets the port that plain SIP over TCP goes to with TLS, where no SIP answer has come.",
        outcomes: [
            .init("tls", "the port speaks TLS", status: .fail),
            .init("other", "it does not", .absence, status: .pass),
            .init("not_needed", "the server answers SIP, or has TLS anyway", .notMeasured, status: .skip),
            .init("no_target", "there is no address to ask", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("remote", .text, "the address asked", setWhen: ["tls", "other"]),
            .init("words", .text, "what the greeting met", setWhen: ["tls", "other"]),
        ])

    /// From the beginning of the run: a server that has answered by then is not greeted, milliseconds.
    private static let graceMs = 400
    /// What a port says that speaks TLS, and does not agree with this client.
    private static let disagreements = [
        "client_certificate_required", "no_shared_cipher", "unrecognized_name", "too_old",
    ]

    static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard context.chosenTransport?.isSecure != true else { return notNeeded }
        await context.network.time.sleep(until: context.started.adding(milliseconds: graceMs))
        let found = await Addresses.find(["transport": "tcp"], in: context)
        guard let remote = found.first?.endpoint else { return Measurement("no_target", "TLS: no address to ask") }
        let selected = await context.location().selectedTransport
        let isHeard = context.log.heard.contains {
            $0.transport == "udp"
                ? selected == .udp && $0.remote.address == remote.address : $0.remote == remote
        }
        guard selected?.isSecure != true, !isHeard, !context.hasEnded else { return notNeeded }
        let handshake = await greet(remote, in: context)
        let isTLS = speaks(handshake)
        return Measurement(
            isTLS ? "tls" : "other",
            isTLS ? "TLS to \(remote): \(handshake.words)" : "\(remote) does not speak TLS in the place of plain SIP",
            ["remote": .text("\(remote)"), "words": .text(handshake.words)])
    }

    private static let notNeeded = Measurement("not_needed", "TLS: not tried, the server answers or has it")

    @NetActor
    static func greet(_ remote: Endpoint, in context: ProbeContext) async -> Handshake {
        let subject = await context.subject(at: remote)
        return await HandshakeRun(remote: remote, subject: subject, context: context).run()
    }

    /// Whether TLS came back, agreed to or not.
    static func speaks(_ handshake: Handshake) -> Bool {
        guard let reading = handshake.reading else { return false }
        return reading.failure == nil || disagreements.contains(reading.outcome)
    }
}
