import Lab
import Net
import STUN
import TestSupport
import Testing

@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(4)))
struct STUNServerTests {
    private func ask(_ behavior: STUNServer.Behavior) async throws -> (BindingResult, client: Endpoint) {
        let endpoint = TestBlock().endpoint(11, port: 3478)
        let server = try STUNServer.start(STUNServer.Plan(endpoint, behavior), on: Client.network)
        defer { server.stop() }
        let client = try Client()
        defer { client.socket.close() }
        var generator = SystemRandomNumberGenerator()
        let remote = try #require(TransportAddress(bytes: endpoint.address.bytes, port: endpoint.port))
        var transaction = BindingTransaction(server: remote, transactionID: TransactionID(using: &generator))
        var result: BindingResult?
        for case .send(let bytes) in transaction.handle(.start) {
            let answer = try await client.exchange(bytes, with: endpoint)
            for case .finish(let end) in transaction.handle(.received(answer.bytes, from: remote)) { result = end }
        }
        return (try #require(result), client.local)
    }

    private func mapped(_ behavior: STUNServer.Behavior) async throws -> (TransportAddress?, client: Endpoint) {
        let (result, client) = try await ask(behavior)
        guard case .mapped(let answer) = result else { return (nil, client) }
        return (answer.mapped, client)
    }

    @Test func plain() async throws {
        let (mapped, client) = try await mapped(.answers())
        #expect(mapped == TransportAddress(bytes: [127, 0, 0, 1], port: client.port))
    }

    @Test func behindANATThatKeepsThePort() async throws {
        let (mapped, client) = try await mapped(.answers(as: SeenAs(.v4(0xC633_6407))))
        #expect(mapped == TransportAddress(bytes: [198, 51, 100, 7], port: client.port))
    }

    @Test func behindANATWithAPortOfItsOwn() async throws {
        let (mapped, _) = try await mapped(.answers(as: SeenAs(.v4(0xC633_6407), port: 40_001)))
        #expect(mapped == TransportAddress(bytes: [198, 51, 100, 7], port: 40_001))
    }

    @Test func error() async throws {
        guard case .errorResponse(let error, _) = try await ask(.fails(code: 500, reason: "no")).0 else {
            Issue.record("not an error response")
            return
        }
        #expect(error == ErrorCode(500, "no"))
    }

    @Test func closedPortIsSaidByICMP() async throws {
        let endpoint = TestBlock().endpoint(11, port: 3478)
        let server = try STUNServer.start(STUNServer.Plan(endpoint, .closed), on: Client.network)
        defer { server.stop() }
        let client = try Client()
        defer { client.socket.close() }
        await client.send([0], to: endpoint)
        #expect(try await client.receiveICMP().kind == .portUnreachable)
    }

    /// Whatever it had to say would come before the other one's answer.
    @Test func silent() async throws {
        let block = TestBlock()
        let silent = try STUNServer.start(
            STUNServer.Plan(block.endpoint(11, port: 3478), .silent), on: Client.network)
        let other = try STUNServer.start(
            STUNServer.Plan(block.endpoint(12, port: 3478), .answers()), on: Client.network)
        defer {
            silent.stop()
            other.stop()
        }
        let client = try Client()
        defer { client.socket.close() }
        var generator = SystemRandomNumberGenerator()
        let request = STUNMessageBuilder(.request, transactionID: TransactionID(using: &generator)).bytes
        await client.send(request, to: block.endpoint(11, port: 3478))
        let answer = try await client.exchange(request, with: block.endpoint(12, port: 3478))
        #expect(answer.from == block.endpoint(12, port: 3478))
    }
}
