import Net
import SIP

@testable import Lab

/// What a caller sends who does everything right.
struct Caller {
    let local: Endpoint
    var callID = CallID("call@test")
    var user = "bob"
    var transport = "UDP"

    static let offer = [
        "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0", "m=audio 20000 RTP/AVP 0 8 101",
        "a=rtpmap:0 PCMU/8000", "a=rtpmap:8 PCMA/8000", "a=rtpmap:101 telephone-event/8000", "a=sendrecv",
    ]

    /// SDP of these lines.
    static func sdp(_ lines: [String]) -> Body {
        Body(.sdp, Array(lines.map { $0 + "\r\n" }.joined().utf8))
    }

    private var caller: NameAddress { NameAddress(uri: .sip(SIPURI(user: "alice", host: local.host)), tag: "a1") }

    func invite(
        _ headers: [Header] = [], branch: String = "i1", cseq: UInt32 = 1, body: Body? = sdp(offer)
    ) throws -> Message {
        let callee = URI.sip(SIPURI(user: user, host: .name("lab.sipdiag.test")))
        var builder = builder(.invite, callee, branch, to: NameAddress(uri: callee), cseq)
        builder.contact = .address(NameAddress(uri: local.uri(user: "alice")))
        builder.headers = headers
        builder.body = body
        return try builder.build()
    }

    /// A request outside of every call.
    func request(_ method: SIP.Method, _ headers: [Header] = [], branch: String = "o1", cseq: UInt32 = 1) throws
        -> Message
    {
        let callee = URI.sip(SIPURI(user: user, host: .name("lab.sipdiag.test")))
        var builder = builder(method, callee, branch, to: NameAddress(uri: callee), cseq)
        builder.headers = headers
        return try builder.build()
    }

    /// A request in the dialog that a response has made; the ACK of a 2xx takes its INVITE's number.
    func request(
        _ method: SIP.Method, in response: Message, _ headers: [Header] = [], branch: String, cseq: UInt32,
        body: Body? = nil
    ) throws -> Message {
        guard let target = response.contacts.first?.uri, let to = response.to else { throw NoDialog() }
        var builder = builder(method, target, branch, to: to, cseq)
        builder.routes = response.recordRoutes.reversed()
        builder.headers = headers
        builder.body = body
        return try builder.build()
    }

    func acknowledgement(of response: Message, body: Body? = nil) throws -> Message {
        try request(
            .ack, in: response, branch: "a-\(response.to?.tag ?? "")", cseq: response.cseq?.number ?? 1, body: body)
    }

    private func builder(
        _ method: SIP.Method, _ uri: URI, _ branch: String, to: NameAddress, _ cseq: UInt32
    ) -> RequestBuilder {
        let via = Via(transport: transport, sentBy: local.sentBy, branch: "\(Via.magicCookie)-\(branch)")
        return RequestBuilder(
            method: method, requestURI: uri, via: via, from: caller, to: to, callID: callID, cseq: cseq)
    }

    struct NoDialog: Error {}
}
