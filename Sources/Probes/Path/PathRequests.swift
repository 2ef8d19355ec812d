import DNS
import Net
import SIP

/// The SIP requests of a trace.
@NetActor
struct PathRequests {
    private let question: PathTrace.Question
    private let local: Endpoint
    private let context: ProbeContext
    private let options: SIPExchange.Builder

    init(_ question: PathTrace.Question, from local: Endpoint, in context: ProbeContext) {
        self.question = question
        self.local = local
        self.context = context
        options = OptionsRequest.builder(for: context, over: .udp)
    }

    /// Nil for bytes that are no SIP.
    func build(_ series: PathPacket.Series, branch: String) -> Message? {
        switch (question, series) {
        case (.options, .sip), (.options, .control): options(local, branch)
        case (.invite, .sip), (.invite, .control): harmless(.invite, branch)
        case (.invite, .junk), (.invite, .plain): harmless(.options, branch)
        case (.options, _), (.invite, .web): nil
        }
    }

    /// A request that rings nowhere, should a box on the way pass it on with new hops: it names nobody, and no proxy may
    /// forward it (RFC 3261 16.3). INVITE and OPTIONS differ in the method alone, so that nothing else can make a difference.
    private func harmless(_ method: SIP.Method, _ branch: String) -> Message? {
        guard let host = context.target?.host else { return nil }
        let uri = URI.sip(SIPURI(host: host))
        let identity = RequestIdentity(transport: .udp, local: local, given: context.settings.from)
        var request = RequestBuilder(
            method: method, requestURI: uri, via: identity.via(branch: branch),
            from: identity.from(tag: RandomID.tag()), to: NameAddress(uri: uri), callID: CallID(RandomID.callID()),
            cseq: 1)
        request.maxForwards = 0
        request.contact = .address(identity.contact)
        request.headers = [Header(.userAgent, RequestIdentity.userAgent)]
        return try? request.build()
    }
}
