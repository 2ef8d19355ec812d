import Net
import Testing

@testable import Service

/// The server on real sockets, and clients that do not behave.
@NetActor
@Suite(.timeLimit(.minutes(1)))
struct HTTPServerTests {
    private let network = SystemNetwork()

    private func start() throws -> HTTPServer {
        try HTTPServer.start(at: Endpoint(.loopbackIPv4, port: 0), on: network) { request in
            .text(200, request.path)
        }
    }

    private var soon: Instant { network.time.now.adding(milliseconds: 20_000) }

    /// What comes back until the other end closes.
    private func answer(of server: HTTPServer, to bytes: [UInt8], half: Bool = false) async throws -> String {
        guard case .connected(let connection) = await network.connect(to: server.endpoint, from: nil, until: soon)
        else { throw Unconnected() }
        defer { connection.close() }
        _ = await connection.send(bytes, until: soon)
        if half { connection.finishSending() }
        var answer: [UInt8] = []
        let end = soon
        while network.time.now < end, case .bytes(let bytes) = await connection.receive(until: end) { answer += bytes }
        return String(decoding: answer, as: UTF8.self)
    }

    private struct Unconnected: Error {}

    @Test(arguments: [
        ("GET /metrics HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n", "\r\n\r\n/metrics\n"),
        ("HEAD /metrics HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n", "Connection: close\r\n\r\n"),
        (
            "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 405 ",
            "\r\n\r\nGET and HEAD alone are answered\n"
        ),
        ("OPTIONS sip:x SIP/2.0\r\n\r\n", "HTTP/1.1 400 ", "this is no HTTP/1.1 request\n"),
        // Pipelined: one request a connection.
        ("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n", "HTTP/1.1 200 ", "\r\n\r\n/a\n"),
    ])
    func answers(_ request: String, begins: String, ends: String) async throws {
        let server = try start()
        defer { server.stop() }
        let answer = try await answer(of: server, to: Array(request.utf8))
        #expect(answer.hasPrefix(begins) && answer.hasSuffix(ends), "\(answer)")
    }

    @Test func aHeadWithoutEndIsRefused() async throws {
        let server = try start()
        defer { server.stop() }
        let endless = Array(("GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 1 << 20)).utf8)
        #expect(try await answer(of: server, to: endless).hasPrefix("HTTP/1.1 431 "))
        // Who leaves in the middle is told nothing.
        #expect(try await answer(of: server, to: Array("GET / HT".utf8), half: true).isEmpty)
    }

    /// Two hundred that send nothing stand in nobody's way.
    @Test func manyThatSayNothingHoldNobodyUp() async throws {
        let server = try start()
        defer { server.stop() }
        var silent: [any StreamConnection] = []
        defer { for connection in silent { connection.close() } }
        for _ in 0..<200 {
            guard case .connected(let connection) = await network.connect(to: server.endpoint, from: nil, until: soon)
            else { continue }
            silent.append(connection)
        }
        #expect(silent.count == 200)
        #expect(try await answer(of: server, to: Array("GET /x HTTP/1.1\r\n\r\n".utf8)).hasSuffix("/x\n"))
        // And they are sent away.
        guard case .bytes(let told) = await silent[0].receive(until: soon) else {
            Issue.record("nothing is told")
            return
        }
        #expect(String(decoding: told, as: UTF8.self).hasPrefix("HTTP/1.1 408 "))
    }
}
