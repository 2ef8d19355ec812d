import DNS
import Net
import SIP

/// What every request of a run says of its sender, for one way to a server.
struct RequestIdentity: Sendable {
    var transport: ServerLocator.Transport
    /// Where the request says that it leaves from.
    var host: Host
    var port: UInt16
    /// The identity that the person gave.
    var given: SIPURI?
    /// The request goes to a SIPS URI.
    var isSecure = false

    static let userAgent = "sipdiag/\(SipdiagVersion.text)"

    var sentBy: Via.SentBy { Via.SentBy(host: host, port: Int(port)) }

    func via(branch: String) -> Via {
        Via(transport: transport.rawValue.uppercased(), sentBy: sentBy, branch: branch)
    }

    /// Without an identity given, `sip:sipdiag@` and the local address.
    func from(tag: String) -> NameAddress {
        NameAddress(uri: .sip(given ?? SIPURI(user: "sipdiag", host: host)), tag: tag)
    }

    /// Where requests reach us; a SIPS URI in answer to one (RFC 3261 8.1.1.8).
    var contact: NameAddress {
        let parameters = transport == .udp ? [] : [Parameter("transport", transportName)]
        return NameAddress(
            uri: .sip(
                SIPURI(
                    isSecure: isSecure, user: given?.user ?? "sipdiag", host: host, port: Int(port),
                    parameters: parameters)))
    }

    /// A URI says `ws` for WebSocket over TLS too (RFC 7118 5.2.2): there is no other word, and a proxy that does not
    /// know it sends by UDP. A SIPS URI names what TLS goes over (RFC 5630 3.1.3).
    private var transportName: String {
        switch transport {
        case .wss: "ws"
        case .tls where isSecure: "tcp"
        default: transport.rawValue
        }
    }

    /// A URI without what a Request-URI must not carry (RFC 3261 19.1.5: headers stay out, so does `method`).
    static func requestURI(_ uri: URI) -> URI {
        guard case .sip(var uri) = uri else { return uri }
        uri.headers = []
        uri.parameters.removeAll { $0.name.lowercased() == "method" }
        uri.rawPassword = nil
        return .sip(uri)
    }
}

extension RequestIdentity {
    /// The sender is where the request really leaves from.
    init(transport: ServerLocator.Transport, local: Endpoint, given: SIPURI? = nil, isSecure: Bool = false) {
        self.init(
            transport: transport, host: local.address.host, port: local.port, given: given, isSecure: isSecure)
    }
}

extension IPAddress {
    /// As it stands in a URI.
    var host: Host { isIPv6 ? .ipv6(bytes) : .ipv4(bytes) }

    /// Nil for a name.
    init?(_ host: Host) {
        guard let bytes = host.bytes else { return nil }
        self.init(bytes: bytes)
    }
}
