import DNS
import Lab
import Net
import TestSupport
import Testing

@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(4)))
struct NameServerTests {
    private nonisolated static let address = IPAddress.v4(0x7F40_0001)
    private nonisolated static let zone = Zone(
        "lab.test",
        [
            .address("sip", address), .address("sip", .loopbackIPv6),
            .srv("_sip._udp", priority: 10, port: 5060, target: "sip"),
            .naptr("@", order: 10, service: "SIP+D2U", replacement: "_sip._udp"),
            .alias("www", to: "sip"), .alias("loop", to: "loop"), .alias("out", to: "elsewhere.test."),
            .srv("_none._udp", priority: 0, port: 0, target: "."),
            .text("deep.below", "text"), .raw("damaged", .a, [1, 2, 3]),
        ])

    private func serve(
        _ behavior: NameServer.Behavior, _ test: @NetActor (Client, Endpoint) async throws -> Void
    ) async throws {
        let endpoint = TestBlock().endpoint(53, port: 5300)
        let server = try NameServer.start(
            NameServer.Plan(endpoint: endpoint, zone: Self.zone, behavior: behavior), on: Client.network)
        defer { server.stop() }
        let client = try Client()
        defer { client.socket.close() }
        try await test(client, endpoint)
    }

    private func query(
        _ name: String, _ type: RecordType, id: UInt16 = 7, checkingDisabled: Bool = false
    ) throws -> [UInt8] {
        var options = DNSMessage.QueryOptions()
        options.checkingDisabled = checkingDisabled
        return try DNSCodec.encodeQuery(DNSQuestion(try DomainName(name), type), id: id, options: options)
    }

    typealias Row = (name: String, type: RecordType, rcode: ResponseCode, answer: [RecordType])

    private nonisolated static let rows: [Row] = [
        ("lab.test", .naptr, .noError, [.naptr]),
        ("lab.test", .a, .noError, []),
        ("_sip._udp.lab.test", .srv, .noError, [.srv]),
        ("_SIP._udp.LAB.test", .srv, .noError, [.srv]),
        ("sip.lab.test", .a, .noError, [.a]),
        ("sip.lab.test", .aaaa, .noError, [.aaaa]),
        ("www.lab.test", .a, .noError, [.cname, .a]),
        ("www.lab.test", .txt, .noError, [.cname]),
        ("www.lab.test", .cname, .noError, [.cname]),
        ("out.lab.test", .a, .nameError, [.cname]),
        ("loop.lab.test", .a, .noError, Array(repeating: .cname, count: 8)),
        ("_none._udp.lab.test", .srv, .noError, [.srv]),
        ("below.lab.test", .a, .noError, []),
        ("_udp.lab.test", .srv, .noError, []),
        ("typo.lab.test", .a, .nameError, []),
        ("elsewhere.test", .a, .nameError, []),
    ]

    @Test(arguments: rows)
    func answersFromItsZone(_ row: Row) async throws {
        try await serve(.answers) { client, endpoint in
            let datagram = try await client.exchange(try query(row.name, row.type), with: endpoint)
            let reply = try DNSCodec.decode(datagram.bytes)
            #expect(reply.id == 7)
            #expect(reply.flags.isSuperset(of: [.response, .recursionDesired, .recursionAvailable]))
            #expect(reply.question == DNSQuestion(try DomainName(row.name), row.type))
            #expect(reply.rcode == row.rcode)
            #expect(reply.answer.map(\.type) == row.answer)
            #expect(
                reply.answer.contains { $0.type == row.type } || row.name.hasPrefix("loop")
                    || reply.authority.count == 1)
        }
    }

    @Test func damagedRecord() async throws {
        try await serve(.answers) { client, endpoint in
            let datagram = try await client.exchange(try query("damaged.lab.test", .a), with: endpoint)
            let head = try DNSCodec.decodeQuestion(datagram.bytes)
            #expect(head.rcode == .noError)
            let records = (try? DNSCodec.decode(datagram.bytes))?.answer ?? []
            #expect(!records.contains { if case .address = $0.data { true } else { false } })
        }
    }

    @Test func failure() async throws {
        let error = ExtendedError(code: 22, text: "why")
        try await serve(.fails(.serverFailure, error)) { client, endpoint in
            let reply = try DNSCodec.decode(
                try await client.exchange(try query("sip.lab.test", .a), with: endpoint).bytes)
            #expect(reply.rcode == .serverFailure)
            #expect(reply.edns?.extendedErrors == [error])
        }
    }

    @Test(arguments: [false, true])
    func bogusFailsUnlessCheckingIsDisabled(_ checkingDisabled: Bool) async throws {
        try await serve(.bogus(ExtendedError(code: 7))) { client, endpoint in
            let query = try query("sip.lab.test", .a, checkingDisabled: checkingDisabled)
            let reply = try DNSCodec.decode(try await client.exchange(query, with: endpoint).bytes)
            #expect(reply.rcode == (checkingDisabled ? .noError : .serverFailure))
            #expect(reply.answer.count == (checkingDisabled ? 1 : 0))
        }
    }

    @Test func truncatedOverUDPWholeOverTCP() async throws {
        try await serve(.truncates) { client, endpoint in
            let query = try query("sip.lab.test", .a)
            let cut = try DNSCodec.decode(try await client.exchange(query, with: endpoint).bytes)
            #expect(cut.flags.contains(.truncated) && cut.answer.isEmpty)

            let received = try await Client.talk(StreamFraming.frame(query), to: endpoint, atMost: 30)
            var framing = StreamFraming()
            let whole = try DNSCodec.decode(try #require(framing.receive(received).first))
            #expect(!whole.flags.contains(.truncated) && whole.answer.count == 1)
        }
    }

    @Test func forgedID() async throws {
        try await serve(.forges) { client, endpoint in
            let datagram = try await client.exchange(try query("sip.lab.test", .a), with: endpoint)
            #expect(try DNSCodec.decode(datagram.bytes).id != 7)
        }
    }

    @Test func late() async throws {
        try await serve(.late(milliseconds: 40)) { client, endpoint in
            let began = Client.network.time.now
            _ = try await client.exchange(try query("sip.lab.test", .a), with: endpoint)
            #expect(Client.network.time.now.milliseconds(since: began) >= 40)
        }
    }

    @Test func closedPortIsSaidByICMP() async throws {
        try await serve(.closed) { client, endpoint in
            await client.send(try query("sip.lab.test", .a), to: endpoint)
            #expect(try await client.receiveICMP().kind == .portUnreachable)
        }
    }

    /// Whatever it had to say would come before the other one's answer.
    @Test func silent() async throws {
        try await serve(.silent) { client, endpoint in
            try await serve(.answers) { _, other in
                await client.send(try query("sip.lab.test", .a), to: endpoint)
                #expect(try await client.exchange(try query("sip.lab.test", .a), with: other).from == other)
            }
        }
    }

    @Test(arguments: [[], [1, 2, 3], [UInt8](repeating: 0xFF, count: 40)])
    func whatIsNoQueryIsPassedOver(_ bytes: [UInt8]) async throws {
        try await serve(.answers) { client, endpoint in
            await client.send(bytes, to: endpoint)
            let datagram = try await client.exchange(try query("sip.lab.test", .a), with: endpoint)
            #expect(try DNSCodec.decode(datagram.bytes).answer.count == 1)
        }
    }
}
