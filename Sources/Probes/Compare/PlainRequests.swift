import DNS
import Net
import SIP

/// Requests in the caller's name, without credentials and to one server: two of them differ in what they compare, and in
/// nothing else. They ring nowhere and change nothing.
@NetActor
struct PlainRequests {
    let context: ProbeContext
    let address: Addresses.Address

    /// Nil where there is no address to ask.
    init?(in context: ProbeContext) async {
        guard let address = await Addresses.find(["transport": "selected"], in: context).first else { return nil }
        self.context = context
        self.address = address
    }

    func options(to uri: SIPURI) async -> ExchangeResult {
        let exchange = SIPExchange(toward: address.endpoint, transport: address.transport, in: context)
        let (transport, caller) = (address.transport, context.identity)
        let whole = RequestIdentity.requestURI(.sip(uri))
        return await exchange.run { local, branch in
            let identity = RequestIdentity(
                transport: transport, local: local, given: caller, isSecure: uri.isSecure)
            return try? OptionsRequest.request(to: whole, from: identity, branch: branch).build()
        }
    }

    /// Asks what is bound to an address of record.
    func register(_ aor: SIPURI) async -> ExchangeResult {
        await Registration(of: aor, at: address, hasLogin: false, in: context).query().exchange
    }
}

extension ExchangeResult {
    /// Code of the final answer, and the same with its phrase.
    var answer: (code: Int, words: String)? {
        guard case .answered(let response, _) = ending else { return nil }
        let code = response.statusCode ?? 0
        return (code, "\(code) \(response.reasonText)")
    }

    /// The realm of its challenge (RFC 3261 22.1).
    var realm: String? {
        guard case .answered(let response, _) = ending else { return nil }
        return response.challenges.lazy.compactMap(\.realm).first
    }
}
