package import Net

/// Answers HTTP requests, one a connection.
@NetActor
package final class HTTPServer {
    package let endpoint: Endpoint
    private let network: any Network
    private let answer: @Sendable (HTTPRequestHead) async -> HTTPAnswer
    private var server: StreamServer?

    private static let maximumConnections = 512
    /// A head that takes longer is none that a scraper sends.
    private static let headMs = 5000
    private static let sendMs = 10_000
    /// How long the other end may take to close after the answer.
    private static let closeMs = 2000

    private init(
        _ endpoint: Endpoint, _ network: any Network,
        _ answer: @escaping @Sendable (HTTPRequestHead) async -> HTTPAnswer
    ) {
        self.endpoint = endpoint
        self.network = network
        self.answer = answer
    }

    /// - Throws: why it cannot listen there.
    package static func start(
        at endpoint: Endpoint, on network: any Network,
        answer: @escaping @Sendable (HTTPRequestHead) async -> HTTPAnswer
    ) throws(LocalError) -> HTTPServer {
        let listener = try network.listen(at: endpoint, backlog: 128).get()
        let server = HTTPServer(listener.local, network, answer)
        server.server = StreamServer(listener, on: network, maximumConnections: maximumConnections) {
            [weak server] connection in await server?.serve(connection)
        }
        return server
    }

    package func stop() { server?.stop() }

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
