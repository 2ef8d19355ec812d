import DNS
import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// How often one host is asked, and when it is left alone.
@NetActor
@Suite struct PacingTests {
    /// Asks one host on as many ports, all at once: what each came to.
    private static func ask(_ count: Int, in context: ProbeContext) async -> [ExchangeResult] {
        await concurrently(Array(0..<UInt16(count))) { index in
            await OptionsProbe.ask(.init(Endpoint(.v4(0xC000_020A), port: 5060 + index), .udp), in: context)
        }
    }

    private func ask(_ count: Int, on bench: Bench) async throws -> [ExchangeResult] {
        let context = bench.context
        let done = await bench.network.clock.run { await Self.ask(count, in: context) }
        return try #require(done).value
    }

    @Test func atMostFiveInAnySecond() async throws {
        let bench = try Bench()
        bench.network.react = { [$0.answer(200)] }
        let results = try await ask(12, on: bench)
        #expect(bench.network.times == [0, 0, 0, 0, 0, 1001, 1001, 1001, 1001, 1001, 2002, 2002])
        // The time until a request may go is no part of what the server takes to answer.
        #expect(results.allSatisfy { $0.code == 200 && $0.elapsedMs == 10 })
    }

    /// What UDP repeats is no new request.
    @Test func retransmissionsDoNotCount() async throws {
        let bench = try Bench { $0.timeoutMs = 1000 }
        _ = try await ask(6, on: bench)
        #expect(bench.network.times == [0, 0, 0, 0, 0, 500, 500, 500, 500, 500, 1001, 1501])
    }

    @Test func eachHostHasItsOwnSecond() async throws {
        let bench = try Bench()
        bench.network.react = { [$0.answer(200)] }
        for index in 1...20 { _ = try await bench.ask("192.0.2.\(index):5060") }
        #expect(bench.network.times.last == 190)
    }

    /// What is measured beside a call does not delay it.
    @Test func aCallGoesFirst() async throws {
        let bench = try Bench("sip:bob@192.0.2.10") {
            $0.call.isAllowed = true
            $0.call.talkMs = 0
        }
        bench.network.answer { method, sent, _ in method == .ack ? [] : [sent.code(method == .invite ? 486 : 200)] }
        let context = bench.context
        let done = await bench.network.clock.run {
            let others = Task { await Self.ask(9, in: context) }
            await NetActor.yield()
            let call = await context.run(TestRequest(test: "sip.invite"))
            _ = await others.value
            return call
        }
        #expect(try #require(done).value.number("code") == 486)
        let invite = bench.network.requests.first { $0.hasSuffix("INVITE") }
        #expect(invite == "1000 INVITE")
        #expect(bench.network.times.count { $0 == 1001 } >= 4)
    }

    /// The INVITE with credentials is one more request; ACK, CANCEL and BYE never wait.
    @Test func credentialsAreOneMoreRequest() async throws {
        let bench = try Bench("sip:bob@192.0.2.10") {
            $0.call.isAllowed = true
            $0.call.talkMs = 0
            $0.credentials = Credentials(username: "alice", password: "secret")
        }
        let challenge = Header(.wwwAuthenticate, #"Digest realm="r", nonce="n", qop="auth""#)
        bench.network.answer { method, sent, request in
            switch method {
            case .invite: [request.firstField(of: .authorization) == nil ? sent.code(401, [challenge]) : sent.taking()]
            case .ack: []
            default: [sent.code(200)]
            }
        }
        let context = bench.context
        let done = await bench.network.clock.run {
            async let call = context.run(TestRequest(test: "sip.invite"))
            await NetActor.yield()
            _ = await Self.ask(4, in: context)
            return await call
        }
        #expect(try #require(done).value.outcome == "answered")
        let requests = bench.network.requests.filter { !$0.hasSuffix("OPTIONS") }
        #expect(requests == ["0 INVITE", "10 ACK", "1000 INVITE", "1010 ACK", "1010 BYE"])
    }

    /// Ctrl-C is not held up by who waits for a turn.
    @Test func anEndIsHeardAtOnce() async throws {
        let bench = try Bench()
        let (network, context) = (bench.network, bench.context)
        _ = network.clock.schedule(at: network.time.now.adding(milliseconds: 300)) { context.interrupt() }
        let results = try await ask(8, on: bench)
        #expect(network.sent.count == 5)
        #expect(results.count { $0.outcome == "skipped" } == 3)
        #expect(network.time.now == Instant(nanoseconds: 300_000_000))
    }

    /// RFC 3261 21.5.4: the server says when it wants to be asked again.
    @Test(arguments: [(503, true), (500, true), (413, true), (480, false), (200, false)])
    func retryAfterIsRespected(_ code: Int, _ isTheServers: Bool) async throws {
        let bench = try Bench()
        bench.network.answer { _, sent, _ in [sent.code(code, [Header(.retryAfter, "20")])] }
        #expect(try await bench.ask().result.code == code)
        let (second, ms) = try await bench.ask("192.0.2.10:5070")
        #expect(second.outcome == (isTheServers ? "skipped" : "answered"))
        #expect(ms <= 10)
        #expect(try await bench.ask("192.0.2.11:5060").result.outcome == "answered")
        guard isTheServers else { return }
        #expect(second.words == "not asked: the server wants to be left alone for 20 s more (Retry-After)")
        await bench.network.clock.advance(milliseconds: 16_000)
        // It can be waited for now.
        let (third, waited) = try await bench.ask("192.0.2.10:5080")
        #expect(third.code == code)
        #expect((3900...4001).contains(waited))
    }

    /// 480 tells when the callee can be reached (RFC 3261 20.33): it is not called again before.
    @Test func aCalleeIsNotCalledAgainEarly() async throws {
        let bench = try Bench("sip:bob@192.0.2.10") { $0.call.isAllowed = true }
        bench.network.answer { method, sent, _ in method == .ack ? [] : [sent.code(480, [Header(.retryAfter, "60")])] }
        #expect(try await bench.run("sip.invite").finding.number("code") == 480)
        #expect(try await bench.run("sip.invite", ["offer": "g711"]).finding.outcome == "skipped")
    }
}
