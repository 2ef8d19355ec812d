import SIP

/// How a message came to a server.
enum SIPTransport: String, Sendable, Hashable {
    case udp, tcp, tls, ws, wss

    /// What its layers make of TCP.
    init(_ layers: StreamLayers) {
        self =
            switch (layers.tls == nil, layers.hasWebSocket) {
            case (true, false): .tcp
            case (false, false): .tls
            case (true, true): .ws
            case (false, true): .wss
            }
    }

    /// A stream, on which nothing is repeated.
    var isReliable: Bool { self != .udp }

    /// As it stands in a Via.
    var name: String { rawValue.uppercased() }

    /// What a URI says of it; over UDP nothing, over WebSocket the same with TLS and without (RFC 7118 §5.2.3).
    var parameters: [Parameter] {
        switch self {
        case .udp: []
        case .wss: [Parameter("transport", "ws")]
        default: [Parameter("transport", rawValue)]
        }
    }
}
