import Net

/// Accepts connections, so many at a time, and serves each until its service returns.
@NetActor
final class StreamServer {
    private let network: any Network
    private let listener: any StreamListener
    private let maximumConnections: Int
    private let service: @NetActor (any StreamConnection) async -> Void
    private var accepting: Task<Void, Never>?
    private var connections: [Int: any StreamConnection] = [:]
    private var nextID = 0

    init(
        _ listener: any StreamListener, on network: any Network, maximumConnections: Int,
        service: @escaping @NetActor (any StreamConnection) async -> Void
    ) {
        self.network = network
        self.listener = listener
        self.maximumConnections = maximumConnections
        self.service = service
        accepting = Task { [weak self, listener] in
            while !Task.isCancelled {
                let accepted = await listener.accept(until: .distantFuture)
                guard let self else { return }
                switch accepted {
                case .accepted(let connection): take(connection)
                case .timedOut: return
                // Out of descriptors, or closed.
                case .failed: await pause()
                }
            }
        }
    }

    func stop() {
        accepting?.cancel()
        listener.close()
        for connection in connections.values { connection.close() }
        connections = [:]
    }

    private func pause() async { await network.time.sleep(until: network.time.now.adding(milliseconds: 100)) }

    private func take(_ connection: any StreamConnection) {
        guard connections.count < maximumConnections else { return connection.close() }
        nextID += 1
        let id = nextID
        connections[id] = connection
        Task { [weak self, service] in
            await service(connection)
            connection.close()
            self?.connections[id] = nil
        }
    }
}
