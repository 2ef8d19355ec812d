import DNS
import Net
import SIP

/// A connection of its own to one peer: TCP, and what is put over it.
@NetActor
final class StreamChannel: SIPChannel {
    let transport: ServerLocator.Transport
    let local: Endpoint
    let remote: Endpoint
    private let connection: any StreamConnection
    private let time: any TimeSource
    private var reader: Task<Void, Never>?

    init(_ connection: any StreamConnection, over transport: ServerLocator.Transport, time: any TimeSource) {
        self.connection = connection
        self.transport = transport
        self.time = time
        local = connection.local
        remote = connection.remote
    }

    func listen(branch: String?, callID: String?, into mailbox: Mailbox<SocketEvent>) {
        // The task keeps the connection, not its owner: `close` ends it.
        reader = Task { [connection, time] in
            await StreamReader.read(connection, into: mailbox, until: .distantFuture, time: time)
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

/// Connects to a peer.
@NetActor
struct StreamOpener {
    let remote: Endpoint
    let transport: ServerLocator.Transport
    let deadline: Instant
    let context: ProbeContext
    private var network: any Network { context.network }

    init(remote: Endpoint, transport: ServerLocator.Transport, deadline: Instant, context: ProbeContext) {
        self.remote = remote
        self.transport = transport
        self.deadline = deadline
        self.context = context
    }

    func open(from chosen: Endpoint?) async -> ChannelOpening {
        let began = network.time.now
        var opening: ChannelOpening
        let (connected, isPortTaken) = await connect(from: chosen)
        switch connected {
        case .connected(let connection):
            let channel = StreamChannel(connection, over: transport, time: network.time)
            opening = ChannelOpening(result: .success(channel))
            opening.connectMs = network.time.now.milliseconds(since: began)
        case .reset: opening = .failed(.connectReset)
        case .icmp(let error): opening = .failed(.icmp(error))
        case .timedOut(let syns): opening = .failed(.connectTimedOut(synsSent: syns))
        case .local(let error): opening = .failed(.local(error))
        }
        opening.isPortTaken = isPortTaken
        opening.source = source(chosen)
        return opening
    }

    private func source(_ chosen: Endpoint?) -> IPAddress? {
        if let chosen, !chosen.address.isUnspecified { return chosen.address }
        return try? network.sourceAddress(toward: remote).get()
    }

    /// A port from which an earlier connection to the same server went cannot be had again for a minute (TIME-WAIT): then
    /// another one has to do, and the result says so.
    private func connect(from source: Endpoint?) async -> (ConnectResult, isPortTaken: Bool) {
        let connected = await network.connect(to: remote, from: source, until: deadline)
        guard let source, source.port != 0, case .local(let error) = connected,
            error.kind == .addressInUse || error.kind == .addressNotAvailable
        else { return (connected, false) }
        let other = Endpoint(source.address, port: 0)
        return (await network.connect(to: remote, from: other, until: deadline), true)
    }
}
