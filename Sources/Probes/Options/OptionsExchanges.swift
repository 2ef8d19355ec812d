import DNS
import Net

/// The OPTIONS of a run: an address is asked once over each transport, however many tests want to know about it.
@NetActor
final class OptionsExchanges {
    private struct Question: Hashable {
        var address: Addresses.Address
        var anyPort: Bool
    }

    private var known: [Question: Task<ExchangeResult, Never>] = [:]

    func ask(_ address: Addresses.Address, anyPort: Bool, in context: ProbeContext) async -> ExchangeResult {
        let question = Question(address: address, anyPort: anyPort && context.settings.localPort != 0)
        if let task = known[question] { return await task.value }
        let exchange = SIPExchange(
            toward: address.endpoint, transport: address.transport, anyPort: question.anyPort, in: context)
        let task = Task { await exchange.run(OptionsRequest.builder(for: context, over: address.transport)) }
        known[question] = task
        return await task.value
    }

    func cancel() {
        for task in known.values { task.cancel() }
    }
}
