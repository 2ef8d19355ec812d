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
        let results = await concurrently(addresses) { await ask($0, anyPort: anyPort, in: context) }
        let selected = await context.location().tried.compactMap { $0.endpoint?.address }
        return OptionsVerdict(transport: addresses[0].transport, results: results, selected: Set(selected)).measurement
    }

    /// One OPTIONS to one address; the same address is asked once a run.
    @NetActor
    static func ask(
        _ address: Addresses.Address, anyPort: Bool = false, in context: ProbeContext
    ) async -> ExchangeResult {
        await context.exchanges.ask(address, anyPort: anyPort, in: context)
    }
}
