import Net
import SIP

/// Cuts what a connection brings into messages and puts them into a mailbox.
@NetActor
struct StreamReader {
    private let connection: any StreamConnection
    /// Each event of the connection is one message (RFC 7118 §5), as a datagram is.
    private let hasFrames: Bool
    private let time: any TimeSource

    init(_ connection: any StreamConnection, hasFrames: Bool, time: any TimeSource) {
        self.connection = connection
        self.hasFrames = hasFrames
        self.time = time
    }

    func read(into mailbox: Mailbox<SocketEvent>, until deadline: Instant) async {
        var framer = StreamFramer(side: .client)
        var beginning: [UInt8] = []
        while !Task.isCancelled {
            switch await connection.receive(until: deadline) {
            case .bytes(let bytes) where hasFrames: mailbox.deliver(event(of: bytes))
            case .bytes(let bytes):
                beginning += bytes.prefix(max(0, 200 - beginning.count))
                for event in framer.receive(bytes) {
                    switch event {
                    case .message(let message):
                        mailbox.deliver(.message(message, from: connection.remote, at: time.now))
                    case .wrong:
                        mailbox.deliver(.broken(beginning))
                        return
                    case .ping, .pong: break
                    }
                }
            case .closed:
                mailbox.deliver(framer.isInsideMessage ? .broken(beginning) : .disconnected(reset: false))
                return
            case .reset:
                mailbox.deliver(.disconnected(reset: true))
                return
            case .failed:
                mailbox.deliver(.disconnected(reset: false))
                return
            case .timedOut: return
            }
        }
    }

    private func event(of bytes: [UInt8]) -> SocketEvent {
        guard case .message(let message, _) = Message.parse(bytes, framing: .datagram) else {
            return .garbage(bytes, from: connection.remote, at: time.now)
        }
        return .message(message, from: connection.remote, at: time.now)
    }
}
