import DNS
import Net
import SIP

/// A connection of its own to one peer: TCP, and what is put over it.
@NetActor
final class StreamChannel: SIPChannel {
    let transport: ServerLocator.Transport
    let local: Endpoint
    let remote: Endpoint
    let secure: TLSConnection?
    private let connection: any StreamConnection
    private let time: any TimeSource
    private var reader: Task<Void, Never>?

    /// - Parameter secure: the TLS in it.
    init(
        _ connection: any StreamConnection, over transport: ServerLocator.Transport, secure: TLSConnection? = nil,
        time: any TimeSource
    ) {
        self.connection = connection
        self.secure = secure
        self.transport = transport
        self.time = time
        local = connection.local
        remote = connection.remote
    }

    var hasUnacknowledged: Bool { connection.hasUnacknowledged }

    func listen(branch: String?, callID: String?, into mailbox: Mailbox<SocketEvent>) {
        // The task keeps the connection, not its owner: `close` ends it.
        reader = Task { [connection, time, transport] in
            let reader = StreamReader(connection, hasFrames: transport == .ws || transport == .wss, time: time)
            await reader.read(into: mailbox, until: .distantFuture)
        }
    }

    func send(_ bytes: [UInt8], until deadline: Instant) async -> ExchangeResult.Ending? {
        switch await connection.send(bytes, until: deadline) {
        case .sent, .timedOut: nil
        case .closed: .disconnected(reset: false)
        case .reset: .disconnected(reset: true)
        case .failed(let error): .local(error)
        }
    }

    func close() {
        reader?.cancel()
        connection.close()
    }
}
