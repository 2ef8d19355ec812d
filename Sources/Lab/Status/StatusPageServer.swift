package import Net

/// An HTTP/1.1 server, over TLS or not, that shows one page, whatever path is asked for, and closes the connection.
@NetActor
package final class StatusPageServer: LabServer {
    package struct Plan: Sendable {
        package var endpoint: Endpoint
        package var page: StatusPagePlan
        /// Nil: http.
        package var tls: LabTLS?

        package var url: String { "\(tls == nil ? "http" : "https")://\(endpoint)/" }

        package init(_ endpoint: Endpoint, _ page: StatusPagePlan) {
            self.endpoint = endpoint
            self.page = page
        }
    }

    private let page: StatusPagePlan
    private let scope: ServerScope

    private static let maximumRequest = 16 << 10
    private static let patienceMs = 10_000

    private init(_ page: StatusPagePlan, _ network: any Network) {
        self.page = page
        scope = ServerScope(network)
    }

    package static func start(_ plan: Plan, on network: any Network) throws(LabProblem) -> StatusPageServer {
        let server = StatusPageServer(plan.page, network)
        let layers = StreamLayers(tls: try plan.tls.map { tls throws(LabProblem) in try tls.settings() })
        try server.scope.listen(at: plan.endpoint) { connection in
            guard let stream = await layers.put(over: connection, time: network.time) else { return }
            await server.serve(stream)
        }
        return server
    }

    package func stop() {
        scope.close()
    }

    private func serve(_ connection: any StreamConnection) async {
        let deadline = scope.network.time.now.adding(milliseconds: Self.patienceMs)
        guard await headArrives(on: connection, until: deadline), await show(on: connection) else { return }
        connection.finishSending()
        // Closing with unread bytes would reset the connection and take the answer along.
        while case .bytes = await connection.receive(until: deadline), !scope.isClosed {}
    }

    /// Waits for the blank line after the request's headers.
    private func headArrives(on connection: any StreamConnection, until deadline: Instant) async -> Bool {
        let end: [UInt8] = [13, 10, 13, 10]
        var tail: [UInt8] = []
        var count = 0
        while count < Self.maximumRequest, case .bytes(let bytes) = await connection.receive(until: deadline) {
            tail += bytes
            count += bytes.count
            if tail.indices.contains(where: { tail[$0...].starts(with: end) }) { return true }
            tail = tail.suffix(3)
        }
        return false
    }

    /// False when the client has left.
    private func show(on connection: any StreamConnection) async -> Bool {
        func send(_ bytes: [UInt8]) async -> Bool {
            let deadline = scope.network.time.now.adding(milliseconds: Self.patienceMs)
            return await connection.send(bytes, until: deadline) == .sent
        }
        guard await send(page.head) else { return false }
        switch page.body {
        case .whole(let bytes): return await send(bytes)
        case .filler(let count):
            let block = [UInt8](repeating: UInt8(ascii: " "), count: 64 << 10)
            for _ in 0..<(count / block.count) {
                guard await send(block) else { return false }
            }
            return true
        case .drip(let bytes, let milliseconds):
            for byte in bytes {
                guard await scope.sleep(milliseconds: milliseconds), await send([byte]) else { return false }
            }
            return true
        }
    }
}
