import Lab
import Net
import SIP
import TestSupport
import Testing

/// The SIP server over UDP: what comes back for a request.
@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(4)))
struct SIPServerTests {
    private func serve(
        _ behavior: SIPBehavior, _ test: @NetActor (Client, Endpoint, SIPServer) async throws -> Void
    ) async throws {
        let endpoint = TestBlock().endpoint(1)
        let server = try await SIPServer.start(
            SIPServer.Plan(endpoint, udp: behavior, tcp: .closed), on: Client.network)
        defer { server.stop() }
        let client = try Client()
        defer { client.socket.close() }
        try await test(client, endpoint, server)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var behavior: SIPBehavior
        var code: Int
        var match: ResponseMatcher.Result

        init(_ name: String, _ behavior: SIPBehavior, code: Int = 200, _ match: ResponseMatcher.Result = .match) {
            (testDescription, self.behavior, self.code, self.match) = (name, behavior, code, match)
        }
    }

    private nonisolated static func disguised(_ disguise: SIPDisguise) -> SIPBehavior {
        var reaction = SIPReaction.ok
        reaction.disguise = disguise
        return .answers(SIPAnswers(others: reaction))
    }

    private nonisolated static let rows = [
        Row("healthy", .healthy),
        Row("code", .code(486), code: 486),
        Row("other branch", disguised(.branch), .stray([.branch])),
        Row("other Call-ID", disguised(.callID), .stray([.callID])),
        Row("sent-by rewritten", disguised(.sentBy), .stray([.sentBy])),
        Row("hostile reason", disguised(.reason([0x1B, 0x5B, 0xFF]))),
    ]

    @Test(arguments: rows)
    func response(_ row: Row) async throws {
        try await serve(row.behavior) { client, endpoint, _ in
            let request = try Requests.sip(from: client.local)
            let datagram = try await client.exchange(request.bytes, with: endpoint)
            let response = try Requests.message(datagram.bytes)
            #expect(datagram.from == endpoint)
            #expect(response.statusCode == row.code)
            #expect(ResponseMatcher(request: request).match(response) == row.match)
            #expect(response.to?.tag != nil)
        }
    }

    @Test func reasonIsTheOctetsGiven() async throws {
        try await serve(Self.disguised(.reason([0x1B, 0x5B, 0xFF]))) { client, endpoint, _ in
            let datagram = try await client.exchange(try Requests.sip(from: client.local).bytes, with: endpoint)
            #expect(datagram.bytes.starts(with: Array("SIP/2.0 200 ".utf8) + [0x1B, 0x5B, 0xFF, 13, 10]))
        }
    }

    @Test func garbageIsTheOctetsGiven() async throws {
        try await serve(Self.disguised(.bytes([1, 2, 3]))) { client, endpoint, _ in
            let datagram = try await client.exchange(try Requests.sip(from: client.local).bytes, with: endpoint)
            #expect(datagram.bytes == [1, 2, 3])
        }
    }

    @Test func headersOfTheReply() async throws {
        try await serve(.code(503, [Header(.retryAfter, "30")])) { client, endpoint, _ in
            let datagram = try await client.exchange(try Requests.sip(from: client.local).bytes, with: endpoint)
            #expect(try Requests.message(datagram.bytes).retryAfter?.seconds == 30)
        }
    }

    @Test func viaSaysWhereTheRequestCameFrom() async throws {
        try await serve(.healthy) { client, endpoint, _ in
            let datagram = try await client.exchange(try Requests.sip(from: client.local).bytes, with: endpoint)
            let via = try #require(try Requests.message(datagram.bytes).topVia)
            #expect(via.received == .ipv4([127, 0, 0, 1]))
            #expect(via.rport == Int(client.local.port))
        }
    }

    @Test func viaSaysWhatANATWouldShow() async throws {
        var answers = SIPAnswers.healthy
        answers.seenAs = SeenAs(.v4(0xC633_6407), port: 40_001)
        try await serve(.answers(answers)) { client, endpoint, _ in
            let datagram = try await client.exchange(try Requests.sip(from: client.local).bytes, with: endpoint)
            let via = try #require(try Requests.message(datagram.bytes).topVia)
            #expect(via.received == .ipv4([198, 51, 100, 7]))
            #expect(via.rport == 40_001)
        }
    }

    /// RFC 3261 18.2.2: without rport the answer goes to the port in Via.
    @Test func withoutRportTheAnswerGoesToViasPort() async throws {
        try await serve(.healthy) { client, endpoint, _ in
            let other = try Client()
            defer { other.socket.close() }
            await client.send(try Requests.sip(from: other.local, rport: false).bytes, to: endpoint)
            #expect(try await other.receive().from == endpoint)
        }
    }

    @Test func stalledSaysTryingAlone() async throws {
        try await serve(.answers(SIPAnswers(others: SIPReaction([SIPReply(100)])))) { client, endpoint, _ in
            let datagram = try await client.exchange(try Requests.sip(from: client.local).bytes, with: endpoint)
            let response = try Requests.message(datagram.bytes)
            #expect(response.statusCode == 100)
            #expect(response.to?.tag == nil)
        }
    }

    @Test func copiesAreSentSoOften() async throws {
        var reaction = SIPReaction.ok
        reaction.copies = 3
        try await serve(.answers(SIPAnswers(others: reaction))) { client, endpoint, _ in
            await client.send(try Requests.sip(from: client.local).bytes, to: endpoint)
            let first = try await client.receive().bytes
            for _ in 0..<2 { #expect(try await client.receive().bytes == first) }
        }
    }

    @Test func delayComesFirst() async throws {
        var reaction = SIPReaction.ok
        reaction.delayMs = 40
        try await serve(.answers(SIPAnswers(others: reaction))) { client, endpoint, _ in
            let began = Client.network.time.now
            _ = try await client.exchange(try Requests.sip(from: client.local).bytes, with: endpoint)
            #expect(Client.network.time.now.milliseconds(since: began) >= 40)
        }
    }

    @Test func answerLeavesFromElsewhere() async throws {
        let block = TestBlock()
        var answers = SIPAnswers.healthy
        answers.leavesFrom = block.address(2)
        let server = try await SIPServer.start(
            SIPServer.Plan(block.endpoint(1), udp: .answers(answers), tcp: .closed), on: Client.network)
        defer { server.stop() }
        let client = try Client()
        defer { client.socket.close() }
        let datagram = try await client.exchange(
            try Requests.sip(from: client.local).bytes, with: block.endpoint(1))
        #expect(datagram.from == block.endpoint(2))
    }

    @Test func closedPortIsSaidByICMP() async throws {
        try await serve(.closed) { client, endpoint, _ in
            await client.send(try Requests.sip(from: client.local).bytes, to: endpoint)
            let error = try await client.receiveICMP()
            #expect(error.kind == .portUnreachable)
            #expect(error.destination == endpoint)
        }
    }

    /// Whatever the silent server had to say would come before the answer of the other one.
    @Test(arguments: [SIPBehavior.silent, .vanishing, .hangsUp])
    func silence(_ behavior: SIPBehavior) async throws {
        try await serve(behavior) { client, endpoint, _ in
            try await serve(.healthy) { _, healthy, _ in
                await client.send(try Requests.sip(from: client.local).bytes, to: endpoint)
                let datagram = try await client.exchange(try Requests.sip(from: client.local).bytes, with: healthy)
                #expect(datagram.from == healthy)
            }
        }
    }

    @Test(arguments: [[], [0], Array("OPTIONS".utf8), Array("SIP/2.0 200 OK\r\n\r\n".utf8), Array("\r\n\r\n".utf8)])
    func whatIsNoRequestIsPassedOver(_ bytes: [UInt8]) async throws {
        try await serve(.healthy) { client, endpoint, _ in
            await client.send(bytes, to: endpoint)
            let datagram = try await client.exchange(try Requests.sip(from: client.local).bytes, with: endpoint)
            #expect(try Requests.message(datagram.bytes).statusCode == 200)
        }
    }

    @Test func acknowledgementsAreNotAnswered() async throws {
        try await serve(.healthy) { client, endpoint, server in
            await client.send(try Requests.sip(.ack, from: client.local).bytes, to: endpoint)
            let datagram = try await client.exchange(try Requests.sip(from: client.local).bytes, with: endpoint)
            #expect(try Requests.message(datagram.bytes).cseq?.method == .options)
            #expect(server.requestCount == 2)
        }
    }

    @Test func callRingsUntilItIsCancelled() async throws {
        try await serve(.healthy) { client, endpoint, _ in
            let invite = try Requests.sip(.invite, from: client.local)
            await client.send(invite.bytes, to: endpoint)
            #expect(try Requests.message(try await client.receive().bytes).statusCode == 100)
            #expect(try Requests.message(try await client.receive().bytes).statusCode == 180)
            await client.send(try invite.cancellation().bytes, to: endpoint)
            let answers = [try await client.receive(), try await client.receive()].map {
                try? Requests.message($0.bytes)
            }
            #expect(answers.map { $0?.statusCode } == [200, 487])
            #expect(answers.map { $0?.cseq?.method } == [.cancel, .invite])
        }
    }

    @Test func oneServerWithManyAddresses() async throws {
        // 127.128.0.0/10 is left to this test.
        let block = UInt32.random(in: 0..<8192)
        let endpoints = (0..<500).map { Endpoint(.v4(0x7F80_0000 | block << 9 | $0), port: 5060) }
        let server = try await SIPServer.start(
            SIPServer.Plan(endpoints: endpoints, udp: .healthy, tcp: .closed), on: Client.network)
        defer { server.stop() }
        let client = try Client()
        defer { client.socket.close() }
        for endpoint in endpoints {
            #expect(
                try await client.exchange(try Requests.sip(from: client.local).bytes, with: endpoint).from == endpoint)
        }
    }
}
