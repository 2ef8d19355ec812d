import DNS
import Diagnosis
import Net

/// Sends OPTIONS to the hosts that the person named to compare with: if they are silent as well, what they share with
/// the target is our own network (`network.md` 1.4, rows 19 and 20).
package enum CanaryProbe: Probe {
    private static let maximumCanaries = 4

    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        let canaries = Array(context.settings.canaries.prefix(maximumCanaries))
        guard !canaries.isEmpty else {
            return Measurement("not_configured", "Comparison: no other host named (--canary)")
        }
        let results = await concurrently(canaries) { await ask($0, in: context) }
        let words = zip(canaries, results).map { canary, result in "\(canary): \(result?.words ?? "no address")" }
        let answered = results.count { $0?.isAnswered == true }
        let facts: [String: Value] = ["asked": .list(words), "answered_count": .number(answered)]
        // A host that has no address, or that nothing was sent to, is not silent.
        guard answered > 0 || results.contains(where: { $0?.isComplete == true }) else {
            return Measurement("skipped", "Comparison: none of \(words.count) other hosts could be asked", facts)
        }
        return answered > 0
            ? Measurement("answered", "Comparison: \(answered) of \(words.count) other hosts answer", facts)
            : Measurement("silent", "Comparison: none of \(words.count) other hosts answers", facts)
    }

    @NetActor
    private static func ask(_ canary: HostPort, in context: ProbeContext) async -> ExchangeResult? {
        guard let endpoint = await context.resolve(canary, defaultPort: 5060).first else { return nil }
        // Whether SIP passes is the question, and not whether other hosts have TLS.
        let transport: ServerLocator.Transport = (context.settings.transport ?? .udp) == .udp ? .udp : .tcp
        let exchange = SIPExchange(toward: endpoint, transport: transport, in: context)
        return await exchange.run(OptionsRequest.builder(for: context, over: transport, to: canary))
    }
}
