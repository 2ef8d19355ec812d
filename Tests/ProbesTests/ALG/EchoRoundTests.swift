import DNS
import SIP
import Testing

@testable import Probes

/// Whose answer a message is when its addresses may have been rewritten.
@Suite struct EchoRoundTests {
    private static func request() -> Message? {
        ALGRequest(uri: .sip(SIPURI(host: .name("example.com"))), transport: .udp)
            .build(naming: .ipv4([192, 0, 2, 7]), port: 40_000)
    }

    @Test(arguments: [
        ("", "", true), ("192.0.2.7:40000", "198.51.100.2:61000", true), ("CSeq: 1", "CSeq: 2", false),
        ("OPTIONS\r\n", "INVITE\r\n", false), ("Call-ID: ", "Call-ID: x", false),
        ("branch=z9hG4bK", "branch=z9hG4bKx", false),
        (";tag=", ";tag=x", false),
    ])
    func belonging(_ text: String, _ replacement: String, _ belongs: Bool) throws {
        let request = try #require(Self.request())
        var response = String(decoding: try ResponseBuilder(to: request, 200, toTag: "t").build().bytes, as: UTF8.self)
        if !text.isEmpty { response = response.replacing(text, with: replacement, maxReplacements: 1) }
        guard case .message(let message, _) = Message.parse(Array(response.utf8), framing: .datagram) else {
            Issue.record("no message: \(response)")
            return
        }
        var round = EchoRound([request], isReliable: false)
        #expect(round.start() == [.send(request.bytes), .wait(ms: 500)])
        #expect(round.receive(message) == belongs)
        #expect(round.isComplete == belongs)
    }

    @Test func aProvisionalAnswerIsNoAnswer() throws {
        let request = try #require(Self.request())
        var round = EchoRound([request], isReliable: true)
        #expect(round.start() == [.send(request.bytes)])
        #expect(round.receive(try ResponseBuilder(to: request, 100).build()))
        #expect(!round.isComplete)
    }

    @Test func repetitionsStopWhenAllIsAnswered() throws {
        let requests = try [Self.request(), Self.request()].map { try #require($0) }
        var round = EchoRound(requests, isReliable: false)
        _ = round.start()
        #expect(round.receive(try ResponseBuilder(to: requests[0], 200, toTag: "t").build()))
        #expect(round.timer() == [.send(requests[1].bytes), .wait(ms: 1000)])
        #expect(round.receive(try ResponseBuilder(to: requests[1], 200, toTag: "t").build()))
        #expect(round.timer() == [])
    }
}
