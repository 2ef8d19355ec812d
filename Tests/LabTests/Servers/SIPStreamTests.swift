import Lab
import Net
import SIP
import TestSupport
import Testing

/// The SIP server over TCP.
@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(4)))
struct SIPStreamTests {
    private func serve(_ behavior: SIPBehavior, _ test: @NetActor (Endpoint) async throws -> Void) async throws {
        let endpoint = TestBlock().endpoint(1)
        let server = try await SIPServer.start(
            SIPServer.Plan(endpoint, udp: .closed, tcp: behavior), on: Client.network)
        defer { server.stop() }
        try await test(endpoint)
    }

    private func messages(
        _ count: Int, from connection: any StreamConnection, after bytes: [UInt8]
    ) async throws -> [Message] {
        #expect(await connection.send(bytes, until: Client.patience) == .sent)
        var framer = StreamFramer(side: .client)
        var messages: [Message] = []
        while messages.count < count, case .bytes(let bytes) = await connection.receive(until: Client.patience) {
            for case .message(let message) in framer.receive(bytes) { messages.append(message) }
        }
        return messages
    }

    @Test func requestsInOnePieceAreAnsweredOneByOne() async throws {
        try await serve(.healthy) { endpoint in
            let connection = try await Client.connect(to: endpoint)
            defer { connection.close() }
            let requests = try ["z9hG4bK-1", "z9hG4bK-2"].map {
                try Requests.sip(from: connection.local, branch: $0, transport: "TCP")
            }
            let answers = try await messages(2, from: connection, after: requests.flatMap(\.bytes))
            for (request, answer) in zip(requests, answers) {
                #expect(ResponseMatcher(request: request).match(answer) == .match)
            }
            #expect(answers.count == 2)
        }
    }

    @Test func pingIsAnswered() async throws {
        try await serve(.healthy) { endpoint in
            let connection = try await Client.connect(to: endpoint)
            defer { connection.close() }
            #expect(await connection.send([13, 10, 13, 10], until: Client.patience) == .sent)
            #expect(await connection.receive(until: Client.patience) == .bytes([13, 10]))
        }
    }

    @Test(arguments: [SIPBehavior.hangsUp, .healthy])
    func connectionIsClosedOnWhatIsNoSIP(_ behavior: SIPBehavior) async throws {
        try await serve(behavior) { endpoint in
            let received = try await Client.talk(Array("GET / HTTP/1.1\r\n\r\n".utf8), to: endpoint)
            #expect(received.isEmpty)
        }
    }

    @Test func octetsOfAnotherProtocol() async throws {
        var reaction = SIPReaction.ok
        reaction.disguise = .bytes(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
        try await serve(.answers(SIPAnswers(others: reaction))) { endpoint in
            let request = try Requests.sip(from: endpoint, transport: "TCP").bytes
            let received = try await Client.talk(request, to: endpoint, atMost: 1)
            #expect(received.starts(with: "HTTP/1.1 400".utf8))
        }
    }

    @Test func closedPortResets() async throws {
        try await serve(.closed) { endpoint in
            guard case .reset = await Client.network.connect(to: endpoint, from: nil, until: Client.patience) else {
                Issue.record("the port is not closed")
                return
            }
        }
    }

    /// The deadlines are what is tested: nothing comes until then.
    @Test func silentConnects() async throws {
        try await serve(.silent) { endpoint in
            let connection = try await Client.connect(to: endpoint)
            defer { connection.close() }
            let request = try Requests.sip(from: connection.local, transport: "TCP").bytes
            #expect(await connection.send(request, until: Client.patience) == .sent)
            let soon = Client.network.time.now.adding(milliseconds: 100)
            #expect(await connection.receive(until: soon) == .timedOut)
        }
    }

    @Test func vanishingDoesNotConnect() async throws {
        try await serve(.vanishing) { endpoint in
            for _ in 0..<3 {
                let soon = Client.network.time.now.adding(milliseconds: 50)
                guard case .timedOut = await Client.network.connect(to: endpoint, from: nil, until: soon) else {
                    Issue.record("the connection request did not vanish")
                    return
                }
            }
        }
    }
}
