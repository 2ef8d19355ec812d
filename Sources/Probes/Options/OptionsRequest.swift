import DNS
import Net
import SIP

/// The OPTIONS request (RFC 3261 11.1): a question that every server may answer and that rings nowhere.
enum OptionsRequest {
    /// - Parameters:
    ///   - canary: another host to ask in the target's place.
    ///   - bytes: how large to make it.
    ///   - maxForwards: how many proxies may send it on; nil: as many as usual.
    @NetActor
    static func builder(
        for context: ProbeContext, over transport: ServerLocator.Transport, to canary: HostPort? = nil,
        bytes: Int = 0, maxForwards: Int? = nil
    ) -> SIPExchange.Builder {
        let uri =
            canary.map { .sip(SIPURI(host: $0.host)) } ?? context.target.map { RequestIdentity.requestURI($0.uri) }
        let given = context.settings.from
        return { local, branch in
            guard let uri else { return nil }
            let identity = RequestIdentity(
                transport: transport, local: local, given: given, isSecure: uri.scheme == "sips")
            var request = Self.request(to: uri, from: identity, branch: branch)
            if let maxForwards { request.maxForwards = maxForwards }
            guard let plain = try? request.build(), plain.bytes.count < bytes else { return try? request.build() }
            request.headers += padding(bytes - plain.bytes.count)
            return try? request.build()
        }
    }

    static func request(to uri: URI, from identity: RequestIdentity, branch: String) -> RequestBuilder {
        var request = RequestBuilder(
            method: .options, requestURI: uri, via: identity.via(branch: branch),
            from: identity.from(tag: RandomID.tag()), to: NameAddress(uri: uri), callID: CallID(RandomID.callID()),
            cseq: 1)
        request.contact = .address(identity.contact)
        request.headers = [Header(.accept, "application/sdp"), Header(.userAgent, RequestIdentity.userAgent)]
        return request
    }

    /// Headers of so many bytes together, none too long for a parser with small lines. Fewer bytes than one takes are left
    /// away.
    private static func padding(_ bytes: Int) -> [Header] {
        let name = "X-Pad"
        let frame = "\(name): \r\n".utf8.count
        var headers: [Header] = []
        var left = bytes
        while left > frame {
            // The last one takes the rest along, where that is too short for one more.
            let line = left < 2 * paddingLine ? (left <= paddingLine + frame ? left : left / 2) : paddingLine
            headers.append(Header(name, String(repeating: "x", count: line - frame)))
            left -= line
        }
        return headers
    }

    private static let paddingLine = 100
}
