extension ServerLocator {
    /// What a SIP URI, or an outbound proxy, asks to be located.
    package struct Request: Hashable, Sendable {
        package enum Host: Hashable, Sendable {
            case name(DomainName)
            case address(DNSAddress)
        }

        /// `maddr`, else the host of the URI (RFC 3263's TARGET).
        package var host: Host
        package var port: UInt16?
        /// The URI's `transport` parameter.
        package var transport: Transport?
        /// A `sips` URI: TLS only.
        package var secure: Bool
        /// What the client can do, the transport it likes best first: the choice where DNS leaves it to the client.
        package var supported: [Transport]
        /// Which addresses to ask for; they are tried in this order (RFC 7984: both, unless the person said otherwise).
        package var families: [DNSAddress.Family]

        package init(
            host: Host, port: UInt16? = nil, transport: Transport? = nil, secure: Bool = false,
            supported: [Transport] = [.udp, .tcp, .tls], families: [DNSAddress.Family] = [.ipv4, .ipv6]
        ) {
            self.host = host
            self.port = port
            self.transport = transport
            self.secure = secure
            self.supported = supported
            self.families = families
        }
    }

    /// SIP's transports as far as DNS tells them apart.
    package enum Transport: String, Hashable, Sendable, CaseIterable {
        case udp, tcp, tls, ws, wss

        package var isSecure: Bool { self == .tls || self == .wss }

        /// RFC 3261 section 19.1.2; RFC 7118 takes the ports of HTTP.
        package var defaultPort: UInt16 {
            switch self {
            case .udp, .tcp: 5060
            case .tls: 5061
            case .ws: 80
            case .wss: 443
            }
        }

        /// The labels before the domain where its SRV records are (RFC 3263 section 4.2); WebSocket has none.
        package var serviceLabels: [String]? {
            switch self {
            case .udp: ["_sip", "_udp"]
            case .tcp: ["_sip", "_tcp"]
            case .tls: ["_sips", "_tcp"]
            case .ws, .wss: nil
            }
        }

        /// The same transport under a `sips` URI; `nil` where there is none.
        var secured: Transport? {
            switch self {
            case .udp: nil
            case .tcp, .tls: .tls
            case .ws, .wss: .wss
            }
        }
    }
}

extension ServerLocator.Request {
    /// Transports that the client can do and that the URI's scheme allows.
    var permitted: [ServerLocator.Transport] {
        supported.filter { !secure || $0.isSecure }
    }

    /// Where neither URI nor DNS names one: UDP for `sip`, TLS for `sips` (RFC 3263 section 4.1), if the client can.
    var defaultTransport: ServerLocator.Transport? {
        permitted.contains(.udp) ? .udp : permitted.first
    }

    /// The parameter's transport, with what `sips` makes of it; `nil` when the two contradict each other.
    func requested(_ parameter: ServerLocator.Transport) -> ServerLocator.Transport? {
        secure ? parameter.secured : parameter
    }
}
