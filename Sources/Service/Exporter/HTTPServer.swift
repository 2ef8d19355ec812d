package import Net

/// Answers HTTP requests, one a connection.
@NetActor
package final class HTTPServer {
    package let endpoint: Endpoint
    private let network: any Network
    private let listener: any StreamListener
    private let answer: @Sendable (HTTPRequestHead) async -> HTTPAnswer
    private var accepting: Task<Void, Never>?
    private var connections: [Int: any StreamConnection] = [:]
    private var nextID = 0

    private static let maximumConnections = 512
    /// A head that takes longer is none that a scraper sends.
    private static let headMs = 5000
    private static let sendMs = 10_000
    /// How long the other end may take to close after the answer.
    private static let closeMs = 2000

    private init(
        _ listener: any StreamListener, _ network: any Network,
        _ answer: @escaping @Sendable (HTTPRequestHead) async -> HTTPAnswer
    ) {
        endpoint = listener.local
        self.network = network
        self.listener = listener
        self.answer = answer
    }

    /// - Throws: why it cannot listen there.
    package static func start(
        at endpoint: Endpoint, on network: any Network,
        answer: @escaping @Sendable (HTTPRequestHead) async -> HTTPAnswer
    ) throws(LocalError) -> HTTPServer {
        let server = HTTPServer(try network.listen(at: endpoint, backlog: 128).get(), network, answer)
        server.accepting = Task { [weak server, listener = server.listener] in
            while !Task.isCancelled {
                let accepted = await listener.accept(until: .distantFuture)
                guard let server else { return }
                switch accepted {
                case .accepted(let connection): server.take(connection)
                case .timedOut: return
                // Out of descriptors, or closed.
                case .failed: await network.time.sleep(until: network.time.now.adding(milliseconds: 100))
                }
            }
        }
        return server
    }

    package func stop() {
        accepting?.cancel()
        listener.close()
        for connection in connections.values { connection.close() }
        connections = [:]
    }

    private func take(_ connection: any StreamConnection) {
        guard connections.count < Self.maximumConnections else { return connection.close() }
        nextID += 1
        let id = nextID
        connections[id] = connection
        Task { [weak self] in
            await self?.serve(connection)
            connection.close()
            self?.connections[id] = nil
        }
    }

    private func serve(_ connection: any StreamConnection) async {
        var hasBody = true
        let answer: HTTPAnswer
        switch await head(on: connection) {
        case .whole(let request) where request.method == "GET" || request.method == "HEAD":
            hasBody = request.method == "GET"
            answer = await self.answer(request)
        case .whole: answer = .text(405, "GET and HEAD alone are answered")
        case .wrong(let refusal): answer = refusal
        // Who has left is told nothing.
        case .more: return
        }
        guard case .sent = await connection.send(answer.encoded(hasBody: hasBody), until: time(Self.sendMs)) else {
            return
        }
        connection.finishSending()
        // Closing with unread bytes would reset the connection and take the answer along; who goes on sending is not heard.
        let end = time(Self.closeMs)
        while network.time.now < end, case .bytes = await connection.receive(until: end) {}
    }

    private func head(on connection: any StreamConnection) async -> HTTPRequestReader.Reading {
        var reader = HTTPRequestReader()
        let end = time(Self.headMs)
        while network.time.now < end {
            switch await connection.receive(until: end) {
            case .bytes(let bytes):
                let reading = reader.receive(bytes)
                if reading != .more { return reading }
            case .timedOut: return .wrong(.text(408, "the request did not come within 5 s"))
            case .closed, .reset, .failed: return .more
            }
        }
        return .wrong(.text(408, "the request did not come within 5 s"))
    }

    private func time(_ milliseconds: Int) -> Instant { network.time.now.adding(milliseconds: milliseconds) }
}
