import DNS
import Net
import SIP

/// REGISTER requests for one address of record to one registrar (RFC 3261 10.2): the first asks, or binds; a second one
/// removes what was bound.
@NetActor
final class Registration {
    /// What one request came to.
    struct Answer: Sendable {
        var exchange: ExchangeResult
        var auth = AuthReading()
    }

    private let context: ProbeContext
    private let aor: SIPURI
    private let address: Addresses.Address
    private let callID = CallID(RandomID.callID())
    private let tag = RandomID.tag()
    private var digest: DigestClient?
    private var cseq: UInt32 = 0
    /// Ours, once something was bound.
    private(set) var contact: NameAddress?

    /// A binding that was made is removed though the run is at its end.
    private static let removalMs = 1500

    /// - Parameter hasLogin: Challenges are answered, where there are credentials.
    init(of aor: SIPURI, at address: Addresses.Address, hasLogin: Bool = true, in context: ProbeContext) {
        self.aor = aor
        self.address = address
        self.context = context
        digest = hasLogin ? context.digestClient() : nil
    }

    /// Asks what is bound.
    func query() async -> Answer { await send(expires: nil) }

    /// Binds where this run receives.
    func bind(seconds: Int) async -> Answer { await send(expires: seconds) }

    /// Removes the binding that was made, and no other.
    func remove() async -> Answer {
        let patience = context.network.time.now.adding(milliseconds: min(Self.removalMs, context.settings.timeoutMs))
        // A task of its own: an interrupted run leaves no binding behind.
        return await Task { await self.send(expires: 0, .urgent(until: patience)) }.value
    }

    private func send(expires: Int?, _ limit: SIPExchange.Limit = .usual) async -> Answer {
        let exchange = SIPExchange(toward: address.endpoint, transport: address.transport, limit: limit, in: context)
        let (result, request) = await exchange.run { local, branch in
            try? AuthenticatedRequest(
                builder(from: local, branch, expires: expires), digest: digest,
                isReliable: address.transport != .udp, branch: { RandomID.branch() },
                amending: { request, response in Self.longer(request, response) })
        }
        guard let request else { return Answer(exchange: result) }
        cseq = request.request.cseq?.number ?? cseq
        context.noteTransactions(request.retried.count)
        let refusals = digest?.record.refusedAttempts ?? 0
        digest = request.digest
        context.calls.giveBack(invites: 0, refusals: (digest?.record.refusedAttempts ?? 0) - refusals)
        return Answer(exchange: result, auth: authentication(request, result))
    }

    private func builder(from local: Endpoint, _ branch: String, expires: Int?) -> RequestBuilder {
        let identity = RequestIdentity(
            transport: address.transport, local: local, given: aor, isSecure: aor.isSecure)
        var domain = aor
        domain.rawUser = nil
        var request = RequestBuilder(
            method: .register, requestURI: RequestIdentity.requestURI(.sip(domain)), via: identity.via(branch: branch),
            from: NameAddress(uri: .sip(aor), tag: tag), to: NameAddress(uri: .sip(aor)), callID: callID,
            cseq: cseq + 1)
        request.headers = [Header(.userAgent, RequestIdentity.userAgent), Header(.supported, "path")]
        if let expires {
            let ours = contact ?? identity.contact
            contact = ours
            request.contact = .address(ours)
            request.headers.append(Header(.expires, String(expires)))
        }
        return request
    }

    /// 423: for as long as the registrar grants at least (RFC 3261 10.2.8).
    private nonisolated static func longer(_ request: RequestBuilder, _ response: Message) -> RequestBuilder? {
        guard response.statusCode == 423, let least = response.minExpires else { return nil }
        var longer = request
        longer.headers.removeAll { $0.name == HeaderName.expires.name }
        longer.headers.append(Header(.expires, String(least)))
        return longer
    }

    private func authentication(_ request: AuthenticatedRequest, _ result: ExchangeResult) -> AuthReading {
        var challenges = request.retried
        if case .answered(let response, _) = result.ending { challenges.append(response) }
        challenges.removeAll { ![401, 407].contains($0.statusCode) }
        guard let digest = request.digest else { return AuthReading(unanswered: challenges) }
        return AuthReading(
            digest.record, user: context.settings.credentials?.username, refusal: request.refusal,
            challenged: challenges.map { $0.remoteText(of: .server) ?? "" },
            isLoggedIn: !request.retried.isEmpty && ![401, 407].contains(result.code))
    }
}
