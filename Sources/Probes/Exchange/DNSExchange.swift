import DNS
import Net

/// One question on its way to name servers and back: a `QueryMachine` driven over UDP and TCP.
@NetActor
final class DNSExchange {
    private let servers: [Endpoint]
    private let network: any Network
    private let deadline: Instant
    private let hopLimit: UInt8?
    private let maySend: @NetActor () -> Bool
    private let events: Mailbox<QueryEvent>
    private var machine: QueryMachine
    private var sockets: [Bool: any DatagramSocket] = [:]
    private var readers: [Task<Void, Never>] = []
    private var stream: Task<Void, Never>?
    private var timers: [Timer] = []

    /// - Parameter hopLimit: For datagrams; nil: the system's.
    init(
        question: DNSQuestion, servers: [Endpoint], policy: QueryPolicy, network: any Network, deadline: Instant,
        hopLimit: UInt8? = nil, maySend: @escaping @NetActor () -> Bool
    ) {
        self.hopLimit = hopLimit
        self.maySend = maySend
        self.servers = servers
        self.network = network
        self.deadline = deadline
        events = Mailbox(capacity: 256, time: network.time)
        machine = QueryMachine(question: question, serverCount: servers.count, policy: policy) {
            UInt16.random(in: .min ... .max)
        }
    }

    func run() async -> QueryResult {
        defer { end() }
        var actions = machine.handle(.start)
        while true {
            for action in actions {
                if case .finish(let result) = action { return result }
                await perform(action)
            }
            guard let event = await events.receive(until: deadline) else {
                // Our own deadline, or Ctrl-C: the machine says what it has.
                for case .finish(let result) in machine.handle(.timer(.deadline)) { return result }
                return QueryResult(.timeout)
            }
            actions = machine.handle(event)
        }
    }

    private func perform(_ action: QueryAction) async {
        switch action {
        case .sendDatagram(let bytes, let server): await send(bytes, to: server)
        case .openStream(let server, let bytes):
            stream?.cancel()
            guard maySend() else { return }
            stream = Task { await self.talk(bytes, to: server) }
        case .closeStream: stream?.cancel()
        case .startTimer(let timer, let milliseconds):
            timers.append(
                network.time.schedule(at: network.time.now.adding(milliseconds: milliseconds)) { [events] in
                    events.deliver(.timer(timer))
                })
        case .finish: break
        }
    }

    private func send(_ bytes: [UInt8], to server: Int) async {
        let remote = servers[server]
        guard maySend() else { return }
        switch socket(for: remote) {
        case .success(let socket):
            if case .failed(let error) = await socket.send(bytes, to: remote, hopLimit: hopLimit) {
                refuse(server, error)
            }
        case .failure(let error): refuse(server, error)
        }
    }

    /// This host itself did not send: no answer will come.
    private func refuse(_ server: Int, _ error: LocalError) {
        events.deliver(.refusedByICMP(server: server, description: "\(error)"))
    }

    private func socket(for remote: Endpoint) -> Result<any DatagramSocket, LocalError> {
        if let socket = sockets[remote.address.isIPv6] { return .success(socket) }
        return network.openDatagramSocket(at: Endpoint(remote.address.unspecified, port: 0)).map { socket in
            sockets[remote.address.isIPv6] = socket
            readers.append(Task { await self.read(socket) })
            return socket
        }
    }

    private func read(_ socket: any DatagramSocket) async {
        while let event = await socket.receive(until: deadline) {
            switch event {
            case .datagram(let datagram):
                guard let server = servers.firstIndex(of: datagram.from) else { continue }
                events.deliver(.datagram(datagram.bytes, fromServer: server))
            case .icmp(let error):
                guard let server = servers.firstIndex(of: error.destination) else { continue }
                events.deliver(.refusedByICMP(server: server, description: error.sentence))
            }
        }
    }

    private func talk(_ bytes: [UInt8], to server: Int) async {
        let connection: any StreamConnection
        switch await network.connect(to: servers[server], from: nil, until: deadline) {
        case .connected(let opened): connection = opened
        case .reset: return deliver(.streamFailed("connection refused"))
        case .icmp(let error): return deliver(.streamFailed(error.sentence))
        case .timedOut: return deliver(.streamFailed("no answer to the connection request"))
        case .local(let error): return deliver(.streamFailed("\(error)"))
        }
        defer { connection.close() }
        guard case .sent = await connection.send(bytes, until: deadline) else {
            return deliver(.streamFailed("the connection broke"))
        }
        deliver(.streamOpened)
        while !Task.isCancelled {
            switch await connection.receive(until: deadline) {
            case .bytes(let bytes): deliver(.streamBytes(bytes))
            case .closed, .reset: return deliver(.streamFailed("the server closed the connection"))
            case .failed(let error): return deliver(.streamFailed("\(error)"))
            case .timedOut: return
            }
        }
    }

    /// A stream that the machine closed says nothing more.
    private func deliver(_ event: QueryEvent) {
        if !Task.isCancelled { events.deliver(event) }
    }

    private func end() {
        for timer in timers { timer.cancel() }
        for reader in readers { reader.cancel() }
        stream?.cancel()
        for socket in sockets.values { socket.close() }
        events.close()
    }
}
