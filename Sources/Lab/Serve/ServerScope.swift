import Net

/// What a lab server holds open: its sockets and its tasks. Closing it frees every descriptor at once.
@NetActor
final class ServerScope {
    let network: any Network
    private var closers: [Int: @NetActor () -> Void] = [:]
    private var tasks: [Int: Task<Void, Never>] = [:]
    private var nextID = 0
    private(set) var isClosed = false

    /// Work beyond so many pieces at a time is dropped, as a server under a flood drops it.
    private static let maximumTasks = 4096
    /// Connections beyond so many are closed at once.
    private static let maximumConnections = 512
    private var connectionCount = 0

    init(_ network: any Network) {
        self.network = network
    }

    /// Runs a piece of work until it ends or the scope is closed; false where there is too much of it.
    @discardableResult
    func run(_ work: @escaping @NetActor () async -> Void) -> Bool {
        guard !isClosed, tasks.count < Self.maximumTasks else { return false }
        let id = newID()
        tasks[id] = Task { @NetActor [weak self] in
            await work()
            self?.tasks[id] = nil
        }
        return true
    }

    /// Sleeps; false when the scope was closed meanwhile.
    func sleep(milliseconds: Int) async -> Bool {
        if milliseconds > 0 { await network.time.sleep(until: network.time.now.adding(milliseconds: milliseconds)) }
        return !isClosed
    }

    /// Opens a UDP socket and hands over what arrives; ICMP errors are of no interest to a server.
    @discardableResult
    func receive(
        at local: Endpoint, _ handle: @escaping @NetActor (Datagram, any DatagramSocket) async -> Void
    ) throws(LabProblem) -> any DatagramSocket {
        let socket: any DatagramSocket
        switch network.openDatagramSocket(at: local) {
        case .success(let open): socket = open
        case .failure(let error): throw .cannotListen(local, error)
        }
        closers[newID()] = { socket.close() }
        run {
            while let event = await socket.receive(until: .distantFuture) {
                if case .datagram(let datagram) = event { await handle(datagram, socket) }
            }
        }
        return socket
    }

    /// Listens on a TCP port and serves every connection; it is closed when `serve` returns.
    func listen(
        at local: Endpoint, _ serve: @escaping @NetActor (any StreamConnection) async -> Void
    ) throws(LabProblem) {
        let listener = try openListener(at: local, backlog: 128)
        run { [self] in
            while !isClosed {
                switch await listener.accept(until: .distantFuture) {
                case .accepted(let connection): take(connection, serve)
                case .timedOut: return
                // Out of descriptors, or closed.
                case .failed: guard await sleep(milliseconds: 50) else { return }
                }
            }
        }
    }

    /// Listens on a TCP port so that every connection request falls silently: the one place in the queue stays taken.
    func listenWithFullQueue(at local: Endpoint) async throws(LabProblem) {
        try openListener(at: local, backlog: 0)
        let patience = network.time.now.adding(milliseconds: 2000)
        guard case .connected(let guest) = await network.connect(to: local, from: nil, until: patience) else {
            throw .cannotFillQueue(local)
        }
        closers[newID()] = { guest.close() }
    }

    func close() {
        isClosed = true
        for close in closers.values { close() }
        for task in tasks.values { task.cancel() }
        closers = [:]
        tasks = [:]
    }

    @discardableResult
    private func openListener(at local: Endpoint, backlog: Int) throws(LabProblem) -> any StreamListener {
        switch network.listen(at: local, backlog: backlog) {
        case .failure(let error): throw .cannotListen(local, error)
        case .success(let listener):
            closers[newID()] = { listener.close() }
            return listener
        }
    }

    private func take(
        _ connection: any StreamConnection, _ serve: @escaping @NetActor (any StreamConnection) async -> Void
    ) {
        guard connectionCount < Self.maximumConnections else { return connection.close() }
        let id = newID()
        let isServed = run { [self] in
            await serve(connection)
            connection.close()
            closers[id] = nil
            connectionCount -= 1
        }
        guard isServed else { return connection.close() }
        closers[id] = { connection.close() }
        connectionCount += 1
    }

    private func newID() -> Int {
        nextID += 1
        return nextID
    }
}
