import DNS
import Net
import SIP

/// The requests whose reflection is compared: everything in them that some ALG takes for an address to repair.
@NetActor
struct ReflectionRequest {
    /// Whom they are for: the far end itself, so that nothing can ring.
    let host: Host
    let port: Int?
    let channel: any SIPChannel
    /// No other offer has named it: a reused one has Linux drop the INVITE (nf_conntrack_sip).
    let rtpPort: UInt16

    /// Over UDP padded, so that its reflection is not larger.
    func build(_ method: SIP.Method) -> Message? {
        guard channel.transport == .udp else { return build(method, padding: nil) }
        return Reflection.padded { build(method, padding: $0) }
    }

    private func build(_ method: SIP.Method, padding: String?) -> Message? {
        let uri = URI.sip(SIPURI(host: host, port: port))
        let identity = RequestIdentity(transport: channel.transport, local: channel.local)
        var request = RequestBuilder(
            method: method, requestURI: uri, via: identity.via(branch: branches[method] ?? RandomID.branch()),
            from: identity.from(tag: tag), to: NameAddress(uri: uri), callID: CallID("\(callID)-\(method.name)"),
            cseq: 1)
        request.contact = .address(identity.contact)
        // Linux leaves a header of no known name alone; who searches for addresses does not.
        request.headers = [Header("X-Canary", "\(channel.local)"), Header(.userAgent, RequestIdentity.userAgent)]
        if let padding { request.headers.append(Header(Reflection.padding, padding)) }
        if method == .invite { request.body = offer.body }
        return try? request.build()
    }

    /// The same in every build of a request: only its padding may differ.
    private let branches = [SIP.Method.options: RandomID.branch(), .invite: RandomID.branch()]
    private let tag = RandomID.tag()
    private let callID = RandomID.callID()

    private var offer: SessionDescription {
        Offer(
            codecs: [.pcma], address: channel.local.address.host, port: Int(rtpPort), sessionID: 1, version: 1
        ).description
    }
}
