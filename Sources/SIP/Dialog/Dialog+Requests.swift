/// Our requests within a dialog.
extension Dialog {
    /// The next request: BYE, PRACK. To be completed and built by the caller.
    package mutating func request(_ method: Method, via: Via) -> RequestBuilder {
        builder(method, via, nextCSeq())
    }

    /// The ACK for a 2xx (RFC 3261 13.2.2.4): a request of its own on the wire, but with the number and the
    /// credentials of the INVITE, as nobody can challenge it.
    package func acknowledgement(of invite: Message, via: Via) -> RequestBuilder {
        var ack = builder(.ack, via, invite.cseq?.number ?? localCSeq)
        for name in [HeaderName.authorization, .proxyAuthorization] {
            ack.headers += invite.values(of: name).map { Header(name, $0) }
        }
        return ack
    }

    private func builder(_ method: Method, _ via: Via, _ number: UInt32) -> RequestBuilder {
        var builder = RequestBuilder(
            method: method, requestURI: requestURI, via: via, from: local, to: remote, callID: id.callID,
            cseq: number)
        builder.routes = routes
        return builder
    }
}
