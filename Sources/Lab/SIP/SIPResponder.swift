import Net
import SIP

/// Makes the responses of one server.
struct SIPResponder {
    /// To's tag, the same in all of them.
    let tag: String

    static let name = "sipdiag lab"

    init() {
        tag = "lab" + String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// Nil for a request that cannot be answered, as one without Via.
    func bytes(of reply: SIPReply, to request: Message, from source: Endpoint, _ disguise: SIPDisguise?) -> [UInt8]? {
        var builder = ResponseBuilder(to: request, reply.code, toTag: reply.code == 100 ? nil : tag)
        builder.source = source.sentBy
        let namesItself = reply.headers.contains { $0.name == HeaderName.server.name }
        builder.headers = (namesItself ? [] : [Header(.server, Self.name)]) + reply.headers
        if reply.code == 200, request.method == .options {
            builder.headers += [
                Header(.allow, "INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER"), Header(.accept, "application/sdp"),
                Header(.supported, "replaces, timer"),
            ]
        }
        guard let response = try? builder.build() else { return nil }
        return disguise?.apply(to: response) ?? response.bytes
    }
}
