import Lab
import Net
import TestSupport
import Testing

@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(4)))
struct RTPEchoTests {
    private static let packet: [UInt8] = [0x80, 0, 0, 1, 0, 0, 0, 160, 1, 2, 3, 4]

    private func start(_ behavior: RTPEcho.Behavior) throws -> RTPEcho {
        try RTPEcho.start(at: TestBlock().endpoint(21, port: 0), behavior, on: Client.network)
    }

    @Test func sendsBackWhatCame() async throws {
        let echo = try start(.echoes)
        defer { echo.stop() }
        let client = try Client()
        defer { client.socket.close() }
        let answer = try await client.exchange(Self.packet, with: echo.endpoint)
        #expect(answer.bytes == Self.packet && answer.from == echo.endpoint)
        #expect(echo.received == 1)
    }

    @Test func fromAnotherPort() async throws {
        let echo = try start(.fromPort(0))
        defer { echo.stop() }
        let client = try Client()
        defer { client.socket.close() }
        let answer = try await client.exchange(Self.packet, with: echo.endpoint)
        #expect(answer.bytes == Self.packet)
        #expect(answer.from.address == echo.endpoint.address && answer.from.port != echo.endpoint.port)
    }

    /// Whatever the silent one had to say would come before the other one's answer.
    @Test(arguments: [RTPEcho.Behavior.silent, .after(milliseconds: 60_000)])
    func keepsSilent(_ behavior: RTPEcho.Behavior) async throws {
        let (silent, other) = (try start(behavior), try start(.echoes))
        defer {
            silent.stop()
            other.stop()
        }
        let client = try Client()
        defer { client.socket.close() }
        await client.send(Self.packet, to: silent.endpoint)
        #expect(try await client.exchange(Self.packet, with: other.endpoint).from == other.endpoint)
    }

    @Test func speaksOnceTheTimeHasCome() async throws {
        let echo = try start(.after(milliseconds: 30))
        defer { echo.stop() }
        let client = try Client()
        defer { client.socket.close() }
        let began = Client.network.time.now
        var answer: DatagramEvent?
        for _ in 0..<200 where answer == nil {
            await client.send(Self.packet, to: echo.endpoint)
            answer = await client.socket.receive(until: Client.network.time.now.adding(milliseconds: 10))
        }
        #expect(answer != nil)
        #expect(Client.network.time.now.milliseconds(since: began) >= 30)
    }
}
