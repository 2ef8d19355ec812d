import Net
import SIP

extension Endpoint {
    /// As it stands in a Via.
    var sentBy: Via.SentBy { Via.SentBy(host: host, port: Int(port)) }

    var host: Host { address.isIPv6 ? .ipv6(address.bytes) : .ipv4(address.bytes) }

    /// A SIP URI that leads there; over a stream it says so, as UDP would be taken otherwise.
    func uri(user: String? = nil, over transport: SIPTransport = .udp, _ parameters: [Parameter] = []) -> URI {
        .sip(SIPURI(user: user, host: host, port: Int(port), parameters: transport.parameters + parameters))
    }
}
