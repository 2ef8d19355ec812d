package import Net
import SIP

/// The cooperating far end of `sipdiag nat`: answers every SIP request with what arrived of it, over UDP and TCP. It holds
/// no call, no registration and no state but that of its rate limit.
@NetActor
package final class ReflectServer {
    package let endpoint: Endpoint
    private let network: any Network
    private let socket: any DatagramSocket
    private var limit: RateLimit
    private var datagrams: Task<Void, Never>?
    private var streams: StreamServer?

    private static let maximumConnections = 64
    /// A connection that stays silent for so long is closed.
    private static let idleMs = 30_000
    /// However often something comes: a connection fed byte by byte must not hold its place for ever.
    private static let longestMs = 300_000

    private init(_ endpoint: Endpoint, _ socket: any DatagramSocket, _ network: any Network) {
        self.endpoint = endpoint
        self.socket = socket
        self.network = network
        limit = RateLimit(at: network.time.now)
    }

    /// - Throws: why it cannot listen there.
    package static func start(at endpoint: Endpoint, on network: any Network) throws(LocalError) -> ReflectServer {
        let socket = try network.openDatagramSocket(at: endpoint).get()
        // With port 0 both take the one that UDP got.
        let place = Endpoint(endpoint.address, port: socket.local.port, scope: endpoint.scope)
        switch network.listen(at: place, backlog: 64) {
        case .failure(let error):
            socket.close()
            throw error
        case .success(let listener):
            let server = ReflectServer(place, socket, network)
            server.serve(listener)
            return server
        }
    }

    package func stop() {
        datagrams?.cancel()
        socket.close()
        streams?.stop()
    }

    private func serve(_ listener: any StreamListener) {
        datagrams = Task { [weak self, socket] in
            while let event = await socket.receive(until: .distantFuture) { await self?.take(event) }
        }
        streams = StreamServer(listener, on: network, maximumConnections: Self.maximumConnections) {
            [weak self] connection in await self?.serve(connection)
        }
    }

    // MARK: - UDP

    private func take(_ event: DatagramEvent) async {
        guard case .datagram(let datagram) = event, limit.allows(datagram.from.address, at: network.time.now),
            case .message(let request, _) = Message.parse(datagram.bytes, framing: .datagram), request.isRequest
        else { return }
        let answer = Reflection.answer(
            to: request, octets: datagram.bytes, from: datagram.from.sentBy, limit: datagram.bytes.count)
        guard let answer else { return }
        _ = await socket.send(answer, to: returnAddress(of: request, from: datagram.from))
    }

    /// RFC 3261 18.2.2, RFC 3581 4: to where it came from; without `rport`, to the port that Via names.
    private func returnAddress(of request: Message, from source: Endpoint) -> Endpoint {
        guard let via = request.topVia, !via.hasRport else { return source }
        var back = source
        back.port = via.sentBy.port.flatMap { UInt16(exactly: $0) } ?? 5060
        return back
    }

    // MARK: - TCP

    private func serve(_ connection: any StreamConnection) async {
        var framer = StreamFramer(side: .server)
        let end = network.time.now.adding(milliseconds: Self.longestMs)
        while case .bytes(let bytes) = await connection.receive(until: min(idleEnd, end)) {
            for event in framer.receive(bytes) {
                var answer: [UInt8]?
                switch event {
                case .message(let request):
                    guard limit.allows(connection.remote.address, at: network.time.now) else { return }
                    // A handshake has shown that the source is real: nobody else is flooded.
                    answer = Reflection.answer(
                        to: request, octets: request.bytes, from: connection.remote.sentBy, limit: .max)
                case .ping:
                    guard limit.allows(connection.remote.address, at: network.time.now) else { return }
                    answer = Array("\r\n".utf8)
                case .pong: break
                case .wrong: return
                }
                guard let answer else { continue }
                guard case .sent = await connection.send(answer, until: idleEnd) else { return }
            }
        }
    }

    private var idleEnd: Instant { network.time.now.adding(milliseconds: Self.idleMs) }
}

extension Endpoint {
    fileprivate var sentBy: Via.SentBy {
        Via.SentBy(host: address.isIPv6 ? .ipv6(address.bytes) : .ipv4(address.bytes), port: Int(port))
    }
}
