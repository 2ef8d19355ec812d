import DNS
import Net
import SIP

/// The OPTIONS request (RFC 3261 11.1): a question that every server may answer and that rings nowhere.
enum OptionsRequest {
    /// - Parameter canary: another host to ask in the target's place.
    @NetActor
    static func builder(
        for context: ProbeContext, over transport: ServerLocator.Transport, to canary: HostPort? = nil
    ) -> SIPExchange.Builder {
        let uri =
            canary.map { .sip(SIPURI(host: $0.host)) } ?? context.target.map { RequestIdentity.requestURI($0.uri) }
        let given = context.settings.from
        return { local, branch in
            guard let uri else { return nil }
            let identity = RequestIdentity(
                transport: transport, local: local, given: given, isSecure: uri.scheme == "sips")
            var request = RequestBuilder(
                method: .options, requestURI: uri, via: identity.via(branch: branch),
                from: identity.from(tag: RandomID.tag()), to: NameAddress(uri: uri), callID: CallID(RandomID.callID()),
                cseq: 1)
            request.contact = .address(identity.contact)
            request.headers = [Header(.accept, "application/sdp"), Header(.userAgent, RequestIdentity.userAgent)]
            return try? request.build()
        }
    }
}
