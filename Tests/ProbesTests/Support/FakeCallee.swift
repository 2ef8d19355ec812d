import Net
import SIP

@testable import Probes

extension FakeNetwork {
    /// Lets a fake called party answer every request by its method; ACK, and what the script does not name, goes
    /// unanswered.
    func answer(_ script: @escaping @NetActor (SIP.Method, Sent, Message) -> [Reaction]) {
        react = { sent in
            guard let request = sent.request, let method = request.method else { return [] }
            return script(method, sent, request)
        }
    }

    /// `0 INVITE`: when, and what, in order; media left out.
    var requests: [String] {
        sent.compactMap { sent in
            guard let request = sent.request else { return nil }
            return "\(sent.ms) \(request.method?.name ?? String(request.statusCode ?? 0))"
        }
    }
}

extension FakeNetwork.Sent {
    /// The SIP message that was sent; nil for media.
    var request: Message? {
        guard case .message(let message, _) = Message.parse(bytes, framing: .datagram) else { return nil }
        return message
    }

    /// A 2xx that takes the call, with an answer to the offer unless told otherwise.
    func taking(tag: String = "t", description: String? = FakeNetwork.Sent.description, afterMs: Int = 10)
        -> FakeNetwork.Reaction
    {
        .datagram(
            response(200) {
                $0.toTag = tag
                $0.contact = .address(NameAddress(uri: .sip(SIPURI(user: "bob", host: .ipv4([192, 0, 2, 10])))))
                $0.body = description.map { Body(.sdp, Array($0.utf8)) }
            }, from: remote, afterMs: afterMs)
    }

    /// A re-INVITE with a new description, in the dialog of our ACK.
    func changing(_ description: String, beside ack: Message) -> FakeNetwork.Reaction {
        let callee = NameAddress(uri: .sip(SIPURI(user: "bob", host: .ipv4([192, 0, 2, 10]))))
        let via = Via(transport: "UDP", sentBy: Via.SentBy(host: .ipv4([192, 0, 2, 10])), branch: "z9hG4bKre")
        var request = RequestBuilder(
            method: .invite, requestURI: callee.uri, via: via, from: ack.to ?? callee, to: ack.from ?? callee,
            callID: ack.callID ?? CallID(""), cseq: 1)
        request.contact = .address(callee)
        request.body = Body(.sdp, Array(description.utf8))
        return .datagram((try? request.build())?.bytes ?? [], from: remote, afterMs: 10)
    }

    func code(_ code: Int, _ headers: [Header] = [], afterMs: Int = 10) -> FakeNetwork.Reaction {
        .datagram(response(code) { $0.headers = headers }, from: remote, afterMs: afterMs)
    }

    static let description = """
        v=0\r\no=- 1 1 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n
        """
}
