import Net

/// The run's UDP sockets: one for each address family, and a second one where another source port is asked for.
@NetActor
final class SIPSockets {
    private let network: any Network
    private let localAddress: IPAddress?
    private let localPort: UInt16
    private let deadline: Instant
    private var open: [Kind: SharedSocket] = [:]

    private struct Kind: Hashable {
        var isIPv6: Bool
        var anyPort: Bool
    }

    init(network: any Network, localAddress: IPAddress?, localPort: UInt16, deadline: Instant) {
        self.network = network
        self.localAddress = localAddress
        self.localPort = localPort
        self.deadline = deadline
    }

    /// The socket that sends to `remote`. With `anyPort` it is not the port that the person chose.
    func socket(toward remote: Endpoint, anyPort: Bool = false) -> Result<SharedSocket, LocalError> {
        let kind = Kind(isIPv6: remote.address.isIPv6, anyPort: anyPort && localPort != 0)
        if let socket = open[kind] { return .success(socket) }
        let address = localAddress.flatMap { $0.isIPv6 == kind.isIPv6 ? $0 : nil } ?? remote.address.unspecified
        let local = Endpoint(address, port: kind.anyPort ? 0 : localPort)
        return network.openDatagramSocket(at: local).map { socket in
            let shared = SharedSocket(socket, network: network, deadline: deadline)
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
        for socket in open.values { socket.close() }
    }
}
