import DNS
package import Diagnosis
import Net

/// Asks a server that has answered OPTIONS whether it still does. A ban lets the first requests through and drops all that
/// follow; a filter on the way drops its kind from the first one on.
package enum AgainProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        let addresses = await Addresses.find(["transport": "selected"], in: context)
        let earlier = await concurrently(addresses) { await OptionsProbe.ask($0, in: context) }
        guard let answered = earlier.first(where: \.isAnswered), let transport = addresses.first?.transport else {
            return Measurement("unanswered", "OPTIONS again: it was not answered before")
        }
        let remote = answered.remote
        let before = context.manners.answers(from: remote.address)
        func ask(_ limit: SIPExchange.Limit) async -> ExchangeResult {
            let exchange = SIPExchange(toward: remote, transport: transport, limit: limit, in: context)
            return await exchange.run(OptionsRequest.builder(for: context, over: transport))
        }
        // Two of them, each with what UDP repeats: loss takes one, and hardly both.
        var result = await ask(.milliseconds(1500))
        var sent = result.sent
        if outcome(of: result) == "silent" {
            result = await ask(.usual)
            sent += result.sent
        }
        var facts: [String: Value] = [
            "remote": .text("\(remote)"), "transport": .text(transport.rawValue), "answered_before": .number(before),
            "sent": .number(sent),
        ]
        facts["code"] = result.code.map { .number($0) }
        facts["icmp"] = result.facts["icmp"]
        return Measurement(
            outcome(of: result), "OPTIONS again over \(transport.rawValue.uppercased()) to \(remote): \(result.words)",
            facts)
    }

    private static func outcome(of result: ExchangeResult) -> String {
        switch result.outcome {
        case "answered": "answered"
        case "timeout", "silent", "connect_timeout", "closed": "silent"
        case "refused", "rejected": "refused"
        case "skipped", "cut": "skipped"
        default: "error"
        }
    }

    package static let definition = TestDefinition(
        "sip.again", "Asks a server that has answered OPTIONS whether it still does.",
        effects: [.slow],
        outcomes: [
            .init("answered", "it still answers", status: .pass),
            .init("silent", "it answers no more", .absence, status: .fail),
            .init("refused", "packets to it are refused now, by ICMP or a reset", status: .fail),
            .init("unanswered", "it did not answer before either", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("remote", .text, "the address asked", setWhen: asked),
            .init("transport", .word(["udp", "tcp", "tls", "ws", "wss"]), "the transport used", setWhen: asked),
            .init("answered_before", .number, "requests that the server had answered before", setWhen: asked),
            .init("sent", .number, "requests sent now, with what UDP repeats", setWhen: asked),
            .init("code", .number, "status code", setWhen: ["answered"]),
            .init("icmp", .text, "ICMP type/code and its meaning, or a TCP reset", setWhen: ["refused"]),
        ])

    private static let asked = ["answered", "silent", "refused"]
}
