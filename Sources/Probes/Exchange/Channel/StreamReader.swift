import Net
import SIP

/// Cuts what a connection brings into messages and puts them into a mailbox.
enum StreamReader {
    @NetActor
    static func read(
        _ connection: any StreamConnection, into mailbox: Mailbox<SocketEvent>, until deadline: Instant,
        time: any TimeSource
    ) async {
        var framer = StreamFramer(side: .client)
        var beginning: [UInt8] = []
        while !Task.isCancelled {
            switch await connection.receive(until: deadline) {
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
}
