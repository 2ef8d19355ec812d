import DNS
import Diagnosis
import Net

/// Sends OPTIONS to the hosts that the person named to compare with: if they are silent as well, what they share with
/// the target is our own network (`network.md` 1.4, rows 19 and 20).
package enum CanaryProbe: Probe {
    private static let maximumCanaries = 4

    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        let canaries = context.settings.canaries.prefix(maximumCanaries)
        guard !canaries.isEmpty else {
            return Measurement("not_configured", "Comparison: no other host named (--canary)")
        }
        let tasks = canaries.map { canary in Task { @NetActor in await ask(canary, in: context) } }
        var words: [String] = []
        var answered = 0
        for (canary, task) in zip(canaries, tasks) {
            let result = await task.value
            if result?.isAnswered == true { answered += 1 }
            words.append("\(canary): \(result?.words ?? "no address")")
        }
        let facts: [String: Value] = ["asked": .list(words), "answered_count": .number(answered)]
        return answered > 0
            ? Measurement("answered", "Comparison: \(answered) of \(words.count) other hosts answer", facts)
            : Measurement("silent", "Comparison: none of \(words.count) other hosts answers", facts)
    }

    @NetActor
    private static func ask(_ canary: HostPort, in context: ProbeContext) async -> ExchangeResult? {
        guard let endpoint = await context.resolve(canary, defaultPort: 5060).first else { return nil }
        let transport = context.settings.transport ?? .udp
        let exchange = SIPExchange(toward: endpoint, transport: transport, in: context)
        return await exchange.run(OptionsRequest.builder(for: context, over: transport, to: canary))
    }
}
