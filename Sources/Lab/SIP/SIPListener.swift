import Net
import SIP

/// The sockets of a SIP server: they hand over what arrives, with the way back.
@NetActor
struct SIPListener {
    typealias Receive = @NetActor (Message, SIPWay) -> Void

    let scope: ServerScope

    /// - Parameter other: what is sent back leaves from this socket instead.
    func receive(
        at endpoint: Endpoint, leavingFrom other: (any DatagramSocket)? = nil, _ handle: @escaping Receive
    ) throws(LabProblem) {
        try scope.receive(at: endpoint) { datagram, socket in
            guard case .message(let message, _) = Message.parse(datagram.bytes, framing: .datagram) else { return }
            let back = returnAddress(of: message, from: datagram.from)
            let way = SIPWay(source: datagram.from, local: endpoint, transport: .udp) { bytes in
                _ = await (other ?? socket).send(bytes, to: back)
            }
            handle(message, way)
        }
    }

    func listen(
        at endpoint: Endpoint, through layers: StreamLayers = StreamLayers(), _ handle: @escaping Receive
    ) throws(LabProblem) {
        let time = scope.network.time
        try scope.listen(at: endpoint) { below in
            guard let connection = await layers.put(over: below, time: time) else { return }
            defer { connection.close() }
            let way = SIPWay(source: connection.remote, local: endpoint, transport: SIPTransport(layers)) { bytes in
                _ = await connection.send(bytes, until: time.now.adding(milliseconds: 5000))
            }
            var framer = StreamFramer(side: .server)
            while case .bytes(let bytes) = await connection.receive(until: .distantFuture) {
                if layers.hasWebSocket {
                    // A message a frame (RFC 7118 5).
                    guard case .message(let message, _) = Message.parse(bytes, framing: .datagram) else { return }
                    handle(message, way)
                    continue
                }
                for event in framer.receive(bytes) {
                    switch event {
                    case .message(let message): handle(message, way)
                    case .ping: await way.send([13, 10])
                    case .pong: break
                    case .wrong: return
                    }
                }
            }
        }
    }

    /// RFC 3261 18.2.2, RFC 3581 4: to where it came from; without `rport`, to the port that Via names.
    private func returnAddress(of message: Message, from source: Endpoint) -> Endpoint {
        guard message.isRequest, let via = message.topVia, !via.hasRport else { return source }
        var back = source
        back.port = via.sentBy.port.flatMap { UInt16(exactly: $0) } ?? 5060
        return back
    }
}

/// How a message came, and how to send back.
struct SIPWay: Sendable {
    let source: Endpoint
    /// Where it arrived.
    let local: Endpoint
    let transport: SIPTransport
    let send: @NetActor ([UInt8]) async -> Void
}
