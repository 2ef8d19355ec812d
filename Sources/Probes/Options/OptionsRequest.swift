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
        let uri = canary.map { .sip(SIPURI(host: $0.host)) } ?? context.target.map(requestURI)
        let identity = context.settings.from
        return { local, branch in
            guard let uri else { return nil }
            let host = host(of: local)
            let port = Int(local.port)
            var request = RequestBuilder(
                method: .options, requestURI: uri,
                via: Via(
                    transport: transport.rawValue.uppercased(), sentBy: Via.SentBy(host: host, port: port),
                    branch: branch),
                from: NameAddress(uri: .sip(identity ?? SIPURI(user: "sipdiag", host: host)), tag: RandomID.tag()),
                to: NameAddress(uri: uri), callID: CallID(RandomID.callID()), cseq: 1)
            let parameters = transport == .udp ? [] : [Parameter("transport", transport.rawValue)]
            request.contact = .address(
                NameAddress(uri: .sip(SIPURI(user: "sipdiag", host: host, port: port, parameters: parameters))))
            request.headers = [
                Header(.accept, "application/sdp"),
                Header(.userAgent, "sipdiag/\(SipdiagVersion.text)"),
            ]
            return try? request.build()
        }
    }

    /// The target without what a Request-URI must not carry (RFC 3261 19.1.5: headers stay out, so does `method`).
    private static func requestURI(_ target: Target) -> URI {
        guard case .sip(var uri) = target.uri else { return target.uri }
        uri.headers = []
        uri.parameters.removeAll { $0.name.lowercased() == "method" }
        uri.rawPassword = nil
        return .sip(uri)
    }

    private static func host(of endpoint: Endpoint) -> Host {
        endpoint.address.isIPv6 ? .ipv6(endpoint.address.bytes) : .ipv4(endpoint.address.bytes)
    }
}
