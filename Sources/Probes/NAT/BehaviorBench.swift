import Net
import STUN

/// The sockets of the behaviour tests, none of them the one that speaks SIP.
@NetActor
final class BehaviorBench {
    let mapping: SharedSocket
    /// Sends to the server's first address alone.
    private let filtering: SharedSocket
    /// Sends to our own mapping.
    private let outsider: SharedSocket
    /// Where the mapping tests send from.
    let local: Endpoint
    private let context: ProbeContext

    /// Nil where no socket can be had.
    init?(toward server: Endpoint, in context: ProbeContext) {
        var sockets: [SharedSocket] = []
        for _ in 0..<3 {
            if case .success(let socket) = context.openSocket(toward: server) { sockets.append(socket) }
        }
        guard sockets.count == 3, case .success(let local) = context.sockets.source(of: sockets[0], toward: server)
        else {
            for socket in sockets { socket.close() }
            return nil
        }
        self.context = context
        (mapping, filtering, outsider) = (sockets[0], sockets[1], sockets[2])
        self.local = local
    }

    func close() {
        for socket in [mapping, filtering, outsider] { socket.close() }
    }

    func ask(_ server: Endpoint, from socket: SharedSocket) async -> STUNAnswer {
        await context.exchange(with: server, on: socket).run()
    }

    /// What becomes of the server's answer from another address.
    func change(_ server: Endpoint, _ change: ChangeRequest, answeringFrom origin: Endpoint) async -> ChangedAnswer {
        guard let expected = TransportAddress(origin) else { return .refused }
        var exchange = context.exchange(with: server, on: filtering)
        exchange.change = change
        exchange.origin = origin
        let answer = await exchange.run()
        return ChangedAnswer(answer.result, answer.strays, origin: expected)
    }

    /// Whether a packet to our own outside address comes back in (RFC 4787 §6).
    func comesBack(from mapped: TransportAddress) async -> Bool {
        guard let outside = Endpoint(mapped) else { return false }
        let crossing = Crossing(sender: outsider, receiver: mapping, time: context.network.time)
        return await crossing.arrives(at: outside) { id in STUNMessageBuilder(.indication, transactionID: id).bytes }
    }
}

extension ProbeContext {
    /// A UDP socket of its own, on any port.
    func openSocket(toward remote: Endpoint) -> Result<SharedSocket, LocalError> {
        let place = settings.source(toward: remote, anyPort: true) ?? Endpoint(remote.address.unspecified, port: 0)
        return network.openDatagramSocket(at: place).map { SharedSocket($0) }
    }

    func exchange(with server: Endpoint, on socket: SharedSocket) -> STUNExchange {
        STUNExchange(server: server, socket: socket, time: network.time, patience: patience)
    }
}

extension Endpoint {
    init?(_ address: TransportAddress) {
        guard let ip = IPAddress(bytes: address.bytes) else { return nil }
        self.init(ip, port: address.port)
    }
}
