import Net
import SIP
import TestSupport
import Testing

@testable import Service

/// The far end on real sockets.
@NetActor
@Suite(.timeLimit(.minutes(1)))
struct ReflectServerTests {
    private let network = SystemNetwork()

    private func start() throws -> ReflectServer {
        try ReflectServer.start(at: Endpoint(.loopbackIPv4, port: 0), on: network)
    }

    private func make(_ method: SIP.Method, over transport: String, padding: String?) -> Message? {
        let uri = URI.sip(SIPURI(host: .ipv4([127, 0, 0, 1])))
        let via = Via(
            transport: transport, sentBy: Via.SentBy(host: .name("sipdiag.invalid"), port: 9), branch: "z9hG4bKa")
        var builder = RequestBuilder(
            method: method, requestURI: uri, via: via, from: NameAddress(uri: uri, tag: "f"), to: NameAddress(uri: uri),
            callID: CallID("c"), cseq: 1)
        if let padding { builder.headers = [Header(Reflection.padding, padding)] }
        return try? builder.build()
    }

    private var soon: Instant { network.time.now.adding(milliseconds: 10_000) }

    @Test(arguments: [SIP.Method.options, .invite])
    func answersOverUDP(_ method: SIP.Method) async throws {
        let server = try start()
        defer { server.stop() }
        let request = try #require(Reflection.padded { self.make(method, over: "UDP", padding: $0) })
        let socket = try network.openDatagramSocket(at: Endpoint(.loopbackIPv4, port: 0)).get()
        defer { socket.close() }

        _ = await socket.send(request.bytes, to: server.endpoint)

        guard case .datagram(let datagram)? = await socket.receive(until: soon),
            case .message(let answer, _) = Message.parse(datagram.bytes, framing: .datagram)
        else {
            Issue.record("no answer")
            return
        }
        #expect(datagram.bytes.count <= request.bytes.count)
        #expect(Reflection(in: answer)?.octets == Reflection.octets(of: request))
        #expect(answer.topVia?.rport == Int(socket.local.port))
    }

    @Test func answersOverTCPWithoutPadding() async throws {
        let server = try start()
        defer { server.stop() }
        let request = try #require(make(.options, over: "TCP", padding: nil))
        guard case .connected(let connection) = await network.connect(to: server.endpoint, from: nil, until: soon)
        else {
            Issue.record("no connection")
            return
        }
        defer { connection.close() }
        // In pieces, and a ping before.
        for part in [Array("\r\n\r\n".utf8), Array(request.bytes[..<40]), Array(request.bytes[40...])] {
            _ = await connection.send(part, until: soon)
        }
        var framer = StreamFramer(side: .client)
        var events: [StreamFramer.Event] = []
        while events.count < 2, case .bytes(let bytes) = await connection.receive(until: soon) {
            events += framer.receive(bytes)
        }
        #expect(events.first == .pong)
        guard case .message(let answer)? = events.last else {
            Issue.record("\(events)")
            return
        }
        #expect(Reflection(in: answer)?.octets == request.bytes)
    }

    /// Responses, garbage and floods get nothing: two reflectors must not keep each other busy.
    @Test func isSilentToWhatIsNoRequest() async throws {
        let server = try start()
        defer { server.stop() }
        let socket = try network.openDatagramSocket(at: Endpoint(.loopbackIPv4, port: 0)).get()
        defer { socket.close() }
        let request = try #require(Reflection.padded { self.make(.options, over: "UDP", padding: $0) })
        let response = try ResponseBuilder(to: request, 200, toTag: "t").build()
        for bytes in [response.bytes, Array("hello".utf8), [0, 1, 2], []] {
            _ = await socket.send(bytes, to: server.endpoint)
        }
        for _ in 0..<50 { _ = await socket.send(request.bytes, to: server.endpoint) }

        var answers = 0
        // A busy machine takes its time for the first one.
        while case .datagram? = await socket.receive(
            until: network.time.now.adding(milliseconds: answers == 0 ? 10_000 : 300))
        { answers += 1 }
        // The burst, less what was wasted on the others, and what a slow machine refills meanwhile.
        #expect((10...40).contains(answers))
    }
}
