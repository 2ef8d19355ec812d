import DNS
import Diagnosis
import Net

/// Sends OPTIONS to every address that the name leads to, all at once: OPTIONS costs nobody anything, and every server
/// gets its own verdict in the time of one.
package enum OptionsProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        let addresses = await Addresses.find(parameters, in: context)
        guard !addresses.isEmpty else { return Measurement("no_target", "OPTIONS: no address to ask") }
        let anyPort = parameters["source_port"] == "other"
        let tasks = addresses.map { address in
            Task { await ask(address, anyPort: anyPort, in: context) }
        }
        var results: [ExchangeResult] = []
        for task in tasks { results.append(await task.value) }
        return OptionsVerdict(transport: addresses[0].transport, results: results).measurement
    }

    /// One OPTIONS to one address.
    @NetActor
    package static func ask(
        _ address: Addresses.Address, anyPort: Bool = false, in context: ProbeContext
    ) async -> ExchangeResult {
        let exchange = SIPExchange(
            toward: address.endpoint, transport: address.transport, anyPort: anyPort, in: context)
        return await exchange.run(OptionsRequest.builder(for: context, over: address.transport))
    }
}
