import Net

/// The run's UDP sockets: one for each address family, and others where another source port is asked for, or where packets
/// may be cut on the way.
@NetActor
final class SIPSockets {
    private let network: any Network
    private let settings: ProbeSettings
    private var open: [Kind: SharedSocket] = [:]
    private var isClosed = false

    private struct Kind: Hashable {
        var isIPv6: Bool
        var anyPort: Bool
        var port: UInt16?
        var mayFragment: Bool
    }

    init(network: any Network, settings: ProbeSettings) {
        self.network = network
        self.settings = settings
    }

    /// The socket that sends to `remote`. With `anyPort` it is not the port that the person chose; with `port` it is that.
    func socket(
        toward remote: Endpoint, anyPort: Bool = false, port: UInt16? = nil, mayFragment: Bool = false
    ) -> Result<SharedSocket, LocalError> {
        let anyPort = (anyPort || mayFragment) && settings.localPort != 0
        let kind = Kind(
            isIPv6: remote.address.isIPv6, anyPort: anyPort, port: port == settings.localPort ? nil : port,
            mayFragment: mayFragment)
        if let socket = open[kind] { return .success(socket) }
        guard !isClosed else { return .failure(LocalError(.closed, call: "socket")) }
        let local =
            settings.source(toward: remote, anyPort: kind.anyPort, port: kind.port)
            ?? Endpoint(remote.address.unspecified, port: 0)
        return network.openDatagramSocket(at: local).map { socket in
            if mayFragment { socket.allowFragments() }
            let shared = SharedSocket(socket)
            open[kind] = shared
            return shared
        }
    }

    /// The address and port that a packet to `remote` leaves from: what belongs in Via, instead of the host's name.
    func source(of socket: SharedSocket, toward remote: Endpoint) -> Result<Endpoint, LocalError> {
        let bound = socket.socket.local
        guard bound.address.isUnspecified else { return .success(bound) }
        return network.sourceAddress(toward: remote).map { Endpoint($0, port: bound.port) }
    }

    func close() {
        isClosed = true
        for socket in open.values { socket.close() }
    }
}
