import DNS
import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// A call from its first packet to its last, on a fake network.
@NetActor
@Suite struct InviteProbeTests {
    private func bench(
        _ target: String = "sip:bob@192.0.2.10", _ change: (inout ProbeSettings) -> Void = { _ in }
    ) throws -> Bench {
        try Bench(target) {
            $0.call.isAllowed = true
            $0.call.talkMs = 100
            change(&$0)
        }
    }

    private func invite(_ bench: Bench, _ parameters: [String: String] = [:]) async throws -> (Finding, ms: Int) {
        let (finding, ms) = try await bench.run("sip.invite", parameters)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
        return (finding, ms)
    }

    @Test func nobodyIsCalledUnasked() async throws {
        let bench = try Bench("sip:bob@192.0.2.10")
        let (finding, _) = try await invite(bench)
        #expect(finding.outcome == "skipped")
        #expect(bench.network.sent.isEmpty)
    }

    /// It is taken back at the first ringing answer, and its 487 is acknowledged.
    @Test func ringing() async throws {
        let bench = try bench()
        var invite: FakeNetwork.Sent?
        bench.network.answer { method, sent, _ in
            switch method {
            case .invite:
                invite = sent
                return [sent.code(100), sent.code(180, afterMs: 300)]
            case .cancel: return [sent.code(200)] + (invite.map { [$0.code(487, afterMs: 20)] } ?? [])
            default: return []
            }
        }
        let (finding, ms) = try await self.invite(bench)
        #expect(bench.network.requests == ["0 INVITE", "300 CANCEL", "320 ACK"])
        #expect(finding.outcome == "ringing")
        #expect(finding.facts["code"] == .number(180))
        #expect(finding.facts["cancelled_by_us"] == .flag(true))
        #expect(finding.facts["post_dial_ms"] == .number(300))
        #expect(ms == 320)
    }

    @Test func answered() async throws {
        let bench = try bench()
        bench.network.answer { method, sent, _ in
            switch method {
            case .invite: [sent.taking()]
            case .bye: [sent.code(200)]
            default: []
            }
        }
        let (finding, _) = try await invite(bench)
        #expect(bench.network.requests == ["0 INVITE", "10 ACK", "110 BYE"])
        #expect(finding.outcome == "answered")
        #expect(finding.facts["codec"] == .text("PCMA"))
        #expect(finding.facts["media_address"] == .text("192.0.2.10:4000"))
        #expect(finding.facts["ended_by"] == .text("us"))
        #expect(finding.facts["media"] == .text("no_inbound"))
        #expect(finding.facts["rtp_sent"] == .number(6))
        #expect(finding.title.hasSuffix("answered, 200 OK in 10 ms; PCMA, 6 RTP packets sent, none came back"))
    }

    /// Codecs that nobody here can speak are offered to learn which one is wanted; nobody talks then.
    @Test func takenWithAnotherCodec() async throws {
        let bench = try bench()
        bench.network.answer { method, sent, _ in
            let answer = FakeNetwork.Sent.description.replacing("8 PCMA/8000", with: "18 G729/8000")
                .replacing("RTP/AVP 8", with: "RTP/AVP 18")
            return switch method {
            case .invite: [sent.taking(description: answer)]
            case .bye: [sent.code(200)]
            default: []
            }
        }
        let (finding, _) = try await invite(bench, ["offer": "others"])
        #expect(bench.network.requests == ["0 INVITE", "10 ACK", "10 BYE"])
        #expect(finding.facts["codec"] == .text("G729"))
        #expect(finding.facts["sdp"] == .text("accepted"))
        #expect(finding.facts["srtp_offer"] == .text("none"))
    }

    /// The clock of who answers, against this host's.
    @Test func whatTimeItIsThere() async throws {
        let bench = try bench()
        bench.network.answer { method, sent, _ in
            method == .invite ? [sent.code(403, [Header(.date, "Thu, 01 Jan 1970 00:05:00 GMT")])] : []
        }
        let (finding, _) = try await invite(bench)
        let now = Double(bench.network.time.unixMilliseconds / 1000)
        #expect(finding.facts["clock_skew_s"] == .number(300 - now))
    }

    /// With no time to talk it is hung up at once, and its end is waited for.
    @Test func hungUpAtOnce() async throws {
        let bench = try bench { $0.call.talkMs = 0 }
        bench.network.answer { method, sent, _ in
            switch method {
            case .invite: [sent.taking()]
            case .bye: [sent.code(200)]
            default: []
            }
        }
        let context = bench.context
        let done = await bench.network.clock.run {
            _ = await context.run(TestRequest(test: "sip.invite", parameters: [:]))
            await context.endCalls()
        }
        #expect(bench.network.requests == ["0 INVITE", "10 ACK", "10 BYE"])
        #expect(try #require(done).1 == 20)
    }

    /// Two devices take the call: one is kept, the other is acknowledged and hung up at once.
    @Test func forked() async throws {
        let bench = try bench()
        bench.network.answer { method, sent, _ in
            switch method {
            case .invite: [sent.taking(tag: "one"), sent.taking(tag: "two", afterMs: 20)]
            case .bye: [sent.code(200)]
            default: []
            }
        }
        let (finding, _) = try await invite(bench)
        #expect(bench.network.requests == ["0 INVITE", "10 ACK", "20 ACK", "20 BYE", "110 BYE"])
        #expect(finding.facts["forks"] == .number(2))
    }

    /// Nothing came, so nothing may be cancelled; an answer that comes too late is hung up nevertheless.
    @Test func tooLate() async throws {
        let bench = try bench { $0.timeoutMs = 1000 }
        bench.network.answer { method, sent, _ in
            method == .invite && sent.ms == 0 ? [sent.taking(afterMs: 1500)] : method == .bye ? [sent.code(200)] : []
        }
        let (finding, ms) = try await invite(bench)
        #expect(finding.outcome == "timeout")
        #expect(ms == 1000)
        await bench.network.clock.advance(milliseconds: 1000)
        #expect(bench.network.requests.filter { !$0.hasSuffix("INVITE") } == ["1500 ACK", "1500 BYE"])
    }

    /// 100 Trying is waited for three times as long as a first answer; then the call is taken back. What the CANCEL
    /// brings is not the answer.
    @Test(arguments: [true, false]) func stalled(isTerminated: Bool) async throws {
        let bench = try bench { $0.timeoutMs = 1000 }
        var invite: FakeNetwork.Sent?
        bench.network.answer { method, sent, _ in
            switch method {
            case .invite:
                invite = sent
                return [sent.code(100)]
            case .cancel: return [sent.code(200)] + (isTerminated ? invite.map { [$0.code(487)] } ?? [] : [])
            default: return []
            }
        }
        let (finding, _) = try await self.invite(bench)
        #expect(bench.network.requests == ["0 INVITE", "3010 CANCEL"] + (isTerminated ? ["3020 ACK"] : []))
        #expect(finding.outcome == "trying")
        #expect(finding.facts["elapsed_ms"] == .number(3010))
        #expect(finding.facts["code"] == nil)
        #expect(finding.facts["answered_by"] == nil)
        #expect(finding.facts["unanswered"] == (isTerminated ? nil : .list(["CANCEL"])))
        #expect(finding.title.contains("may still ring") == !isTerminated)
    }

    /// It is taken just as we take it back; its BYE goes unanswered.
    @Test func crossed() async throws {
        let bench = try bench { $0.timeoutMs = 1000 }
        bench.network.answer { method, sent, _ in method == .invite ? [sent.code(180), sent.taking(afterMs: 12)] : [] }
        let (finding, _) = try await invite(bench)
        #expect(bench.network.requests.prefix(4) == ["0 INVITE", "10 CANCEL", "12 ACK", "12 BYE"])
        #expect(finding.outcome == "answered")
        #expect(finding.title.contains("while it was being taken back, 200 OK in 12 ms"))
        #expect(finding.title.contains("may still be up"))
    }

    /// A re-INVITE moves the media, and ours goes to the new place.
    @Test func moved() async throws {
        let bench = try bench()
        bench.network.answer { method, sent, request in
            switch method {
            case .invite: [sent.taking()]
            case .ack: [sent.changing(FakeNetwork.Sent.description.replacing("4000", with: "5000"), beside: request)]
            case .bye: [sent.code(200)]
            default: []
            }
        }
        let (finding, _) = try await invite(bench)
        #expect(bench.network.requests.prefix(3) == ["0 INVITE", "10 ACK", "20 200"])
        #expect(finding.outcome == "answered")
        let ports = bench.network.sent.filter { $0.request == nil }.map(\.remote.port).filter { $0 % 2 == 0 }
        // Whether the last packet or the BYE comes first at the end of the talk is nobody's promise.
        #expect(ports.first == 4000 && ports.dropFirst().allSatisfy { $0 == 5000 } && (5...6).contains(ports.count))
    }

    /// Silence, a transport error and 503 send a client on to the next address (RFC 3263 4.3).
    @Test func refusedByICMP() async throws {
        let bench = try bench()
        bench.network.answer { _, sent, _ in [sent.icmp(3, 3, from: "192.0.2.10")] }
        let (finding, ms) = try await invite(bench)
        #expect(finding.outcome == "refused")
        #expect(ms == 10)
    }

    /// Answers that belong to another call are counted, and never believed.
    @Test func mismatched() async throws {
        let bench = try bench { $0.timeoutMs = 1000 }
        bench.network.answer { method, sent, request in
            guard method == .invite, let branch = request.topVia?.branch else { return [] }
            let answer = String(decoding: sent.response(200), as: UTF8.self).replacing(branch, with: "z9hG4bKother")
            return [.datagram(Array(answer.utf8), from: sent.remote, afterMs: 10)]
        }
        let (finding, _) = try await invite(bench)
        #expect(finding.outcome == "mismatched")
        #expect(finding.facts["differs"] == .list(["branch"]))
        #expect(!bench.network.requests.contains { $0.hasSuffix("ACK") })
    }

    @Test func login() async throws {
        let bench = try bench { $0.credentials = Credentials(username: "alice", password: "secret") }
        bench.network.answer { method, sent, request in
            guard method == .invite else { return method == .bye ? [sent.code(200)] : [] }
            let challenge = Header(.proxyAuthenticate, #"Digest realm="r", nonce="n", qop="auth""#)
            return request.firstField(of: .proxyAuthorization) == nil ? [sent.code(407, [challenge])] : [sent.taking()]
        }
        let (finding, _) = try await invite(bench)
        #expect(bench.network.requests == ["0 INVITE", "10 ACK", "10 INVITE", "20 ACK", "120 BYE"])
        #expect(finding.facts["auth"] == .text("accepted"))
        #expect(finding.facts["auth_realm"] == .text("r"))
        let from = bench.network.sent.first?.request?.from?.uri.description
        #expect(from == "sip:alice@192.0.2.10")
        #expect(!bench.context.log.messages.contains { "\($0.content)".contains("secret") })
    }

    /// The contract's limit: two refused attempts a run, however many requests there are.
    @Test func refusedLogins() async throws {
        let bench = try bench { $0.credentials = Credentials(username: "alice", password: "wrong") }
        let challenge = Header(.wwwAuthenticate, #"Digest realm="r", nonce="n", qop="auth""#)
        bench.network.answer { method, sent, _ in
            [.invite, .register].contains(method) ? [sent.code(401, [challenge])] : []
        }
        var words: [Value?] = []
        for (test, parameters) in [
            ("sip.invite", [:]), ("sip.register", [:]), ("sip.invite", ["offer": "g711"]),
        ] as [(String, [String: String])] {
            words.append(try await bench.run(test, parameters).finding.facts["auth"])
        }
        #expect(words == [.text("refused"), .text("refused"), .text("spent")])
        let tries = bench.network.sent.filter { $0.request?.firstField(of: .authorization) != nil }
        #expect(tries.count == 2)
    }

    /// A redirection is followed to see whether the new place serves; where it does not, it is the answer.
    @Test(arguments: [(200, "answered"), (404, "response")])
    func redirected(code: Int, outcome: String) async throws {
        let bench = try bench()
        bench.network.answer { method, sent, _ in
            guard method == .invite else { return method == .bye ? [sent.code(200)] : [] }
            if sent.remote.address.description == "192.0.2.11" {
                return code == 200 ? [sent.taking()] : [sent.code(code)]
            }
            return [sent.code(302, [Header(.contact, "<sip:carol@192.0.2.11>")])]
        }
        let (finding, _) = try await invite(bench)
        #expect(finding.outcome == outcome)
        #expect(finding.facts["code"] == .number(code == 200 ? 200 : 302))
        #expect(finding.facts["moved_to"] == .list(["sip:carol@192.0.2.11"]))
    }

    /// A phone that rang is left alone for ten seconds.
    @Test func notTwice() async throws {
        let bench = try bench()
        bench.network.answer { method, sent, _ in
            switch method {
            case .invite: [sent.code(180)]
            case .cancel: [sent.code(481)]
            default: []
            }
        }
        _ = try await invite(bench)
        let (second, _) = try await invite(bench, ["offer": "g711"])
        #expect(second.outcome == "skipped")
        #expect(bench.network.requests.count { $0.hasSuffix("INVITE") } == 1)
    }

    /// Ctrl-C at any moment ends the call first.
    @Test(arguments: [5, 150, 1050])
    func interrupted(atMs: Int) async throws {
        let bench = try bench {
            $0.call.ringMs = 5000
            $0.call.talkMs = 5000
        }
        var invite: FakeNetwork.Sent?
        bench.network.answer { method, sent, _ in
            switch method {
            case .invite:
                invite = sent
                return [sent.code(180, afterMs: 100), sent.taking(afterMs: 1000)]
            case .bye: return [sent.code(200)]
            case .cancel: return [sent.code(200)] + (invite.map { [$0.code(487)] } ?? [])
            default: return []
            }
        }
        let context = bench.context
        let task = Task { @NetActor in await context.run(TestRequest(test: "sip.invite")) }
        await bench.network.clock.advance(milliseconds: atMs)
        context.interrupt()
        let ended = Task { @NetActor in await context.endCalls() }
        await bench.network.clock.advance(milliseconds: 2000)
        await ended.value
        _ = await task.value
        let methods = bench.network.requests.map { $0.split(separator: " ")[1] }
        #expect(methods.contains(atMs > 1000 ? "BYE" : "CANCEL"))
    }

    /// Above 1300 bytes TCP is tried first, and UDP where that is refused (RFC 3261 18.1.1); not where the person chose.
    @Test(arguments: [(false, 1), (true, 0)])
    func tooLargeForUDP(isForced: Bool, connections: Int) async throws {
        let bench = try bench("sip:\(String(repeating: "b", count: 400))@192.0.2.10") {
            if isForced { $0.transport = .udp }
        }
        bench.network.connect = { _, _ in .reset }
        bench.network.answer { method, sent, _ in method == .invite ? [sent.code(486)] : [] }
        let (finding, _) = try await invite(bench)
        #expect(bench.network.connections.count == connections)
        #expect(finding.outcome == "response")
        #expect(finding.facts["transport"] == .text("udp"))
        #expect(finding.facts["tcp_first"] == (isForced ? nil : .flag(true)))
        #expect(finding.number("request_bytes").map { $0 > 1300 } == true)
    }
}
