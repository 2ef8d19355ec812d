import Net
import SIP
import Testing

/// SIP requests as a client sends them.
enum Requests {
    static func sip(
        _ method: SIP.Method = .options, from local: Endpoint, branch: String = "z9hG4bK-test",
        callID: String = "call@test",
        rport: Bool = true, transport: String = "UDP"
    ) throws -> Message {
        let host: Host = local.address.isIPv6 ? .ipv6(local.address.bytes) : .ipv4(local.address.bytes)
        let uri = URI.sip(SIPURI(user: "bob", host: .name("lab.sipdiag.test")))
        return try RequestBuilder(
            method: method, requestURI: uri,
            via: Via(
                transport: transport, sentBy: Via.SentBy(host: host, port: Int(local.port)), branch: branch,
                rport: rport),
            from: NameAddress(uri: uri, tag: "t1"), to: NameAddress(uri: uri), callID: CallID(callID), cseq: 1
        ).build()
    }

    static func message(_ bytes: [UInt8]) throws -> Message {
        guard case .message(let message, _) = Message.parse(bytes, framing: .datagram) else { throw NotSIP() }
        return message
    }

    struct NotSIP: Error {}
}
