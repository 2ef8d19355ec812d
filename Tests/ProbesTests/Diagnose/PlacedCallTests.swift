import DNS
import Diagnosis
import Net
import Playbooks
import SIP
import TestSupport
import Testing

@testable import Probes

/// From a placed call to the cause that is named: the answers of a called party, and what the trees make of them.
@NetActor
@Suite struct PlacedCallTests {
    private static let library = Library.load(Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }).library

    private func bench(_ change: (inout ProbeSettings) -> Void = { _ in }) throws -> Bench {
        try Bench("sip:bob@192.0.2.10") {
            $0.call.isAllowed = true
            $0.call.talkMs = 100
            change(&$0)
        }
    }

    /// Confidence and id of the first cause.
    private func cause(
        on bench: Bench, seen: Finding? = nil, answers: [String: String] = [:],
        consent: (@Sendable () async -> Bool)? = nil
    ) async throws -> String {
        let driver = WalkDriver(
            context: bench.context, library: try #require(Self.library), answers: answers, consent: consent)
        let done = await bench.network.clock.run { await Diagnoser(driver).run(seen: seen) }
        let judgement = try #require(done).value.judgement
        for cause in judgement.causes { #expect(!cause.because.contains("not measured"), "\(cause.because)") }
        return judgement.causes.first.map { "\($0.confidence) \($0.id)" } ?? judgement.undecided ?? "none"
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var code: Int
        var headers: [Header]
        var cause: String

        init(_ code: Int, _ cause: String, _ headers: Header...) {
            self.code = code
            self.headers = headers
            self.cause = cause
        }

        var testDescription: String { "\(code) \(cause)" }
    }

    @Test(
        arguments: [
            Row(404, "likely callee.not-found", Header(.reason, "Q.850;cause=1")),
            Row(480, "likely callee.no-answer", Header(.reason, #"Q.850;cause=19;text="no answer""#)),
            Row(403, "possible auth.ip-not-allowed"),
            Row(403, "likely auth.limit-reached", Header(.warning, #"399 sbc "Channel limit reached""#)),
            Row(486, "likely callee.declined", Header(.reason, "Q.850;cause=21")),
            Row(603, "likely callee.blocked", Header(.reason, #"SIP;cause=603;text="v=analytics1;tel=+15550100""#)),
            Row(500, "likely server.unavailable", Header(.reason, "Q.850;cause=42")),
            Row(503, "likely server.overloaded", Header(.retryAfter, "30")),
            Row(302, "likely callee.moved", Header(.contact, "<sip:bob@192.0.2.10>")),
            Row(401, "certain auth.credentials-required", Header(.wwwAuthenticate, #"Digest realm="r", nonce="n""#)),
            Row(
                407, "certain auth.algorithm-unsupported",
                Header(.proxyAuthenticate, #"Digest realm="r", nonce="n", algorithm=AKAv1-MD5"#)),
        ])
    func theAnswerIsExplained(_ row: Row) async throws {
        let needsLogin = row.cause.hasSuffix("algorithm-unsupported")
        let bench = try bench { if needsLogin { $0.credentials = Credentials(username: "alice", password: "secret") } }
        bench.network.answer { method, sent, _ in
            switch method {
            case .invite: [sent.code(row.code, row.headers)]
            case .ack: []
            default: [sent.code(200)]
            }
        }
        #expect(try await cause(on: bench) == row.cause)
    }

    /// What a registrar says to the same credentials decides what a 403 after the login means.
    @Test(arguments: [(200, "likely auth.not-permitted"), (401, "likely auth.bad-credentials")])
    func theRegistrarDecides(_ code: Int, _ expected: String) async throws {
        let bench = try bench { $0.credentials = Credentials(username: "alice", password: "secret") }
        let challenge = Header(.wwwAuthenticate, #"Digest realm="r", nonce="n", qop="auth""#)
        bench.network.answer { method, sent, request in
            guard method != .ack else { return [] }
            guard request.firstField(of: .authorization) != nil else {
                return method == .options ? [sent.code(200)] : [sent.code(401, [challenge])]
            }
            return method == .register ? [sent.code(code, code == 401 ? [challenge] : [])] : [sent.code(403)]
        }
        #expect(try await cause(on: bench) == expected)
    }

    /// An offer that is refused is made again in another form: with SRTP, then with G.711 alone, then with other codecs.
    @Test(arguments: [("RTP/SAVP", "certain media.srtp-required"), ("nothing", "possible media.codec-mismatch")])
    func anotherOfferTells(_ wanted: String, _ expected: String) async throws {
        let bench = try bench()
        let key = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw\r\n"
        let answer = FakeNetwork.Sent.description.replacing("RTP/AVP", with: "RTP/SAVP") + key
        bench.network.answer { method, sent, request in
            switch method {
            case .invite:
                let offer = String(decoding: request.bodyBytes, as: UTF8.self)
                return [offer.contains(wanted) ? sent.taking(description: answer) : sent.code(488)]
            case .ack: return []
            default: return [sent.code(200)]
            }
        }
        #expect(try await cause(on: bench) == expected)
        let invites = bench.network.requests.count { $0.hasSuffix(" INVITE") }
        #expect(invites == (wanted == "nothing" ? 4 : 2))
    }

    /// OPTIONS is answered and the INVITE is not: a ban, a size, or the server's will.
    @Test(arguments: [
        ("ban", "likely server.banned"), ("fragments", "likely net.fragments-dropped"),
        ("will", "likely server.ignores-request"),
    ])
    func anIgnoredCallIsExplained(_ reason: String, _ expected: String) async throws {
        let bench = try bench { $0.transport = .udp }
        bench.network.pathMTU = 750
        var isBanned = false
        bench.network.answer { method, sent, _ in
            if method == .invite { isBanned = reason == "ban" }
            if method == .invite || method == .ack || isBanned { return [] }
            return reason == "fragments" && sent.bytes.count > 722 ? [] : [sent.code(200)]
        }
        #expect(try await cause(on: bench) == expected)
    }

    enum Consent: CaseIterable { case nobody, refused, given, answeredNo, answeredYes }

    /// A failure that was seen elsewhere has nobody called, unless somebody allows it; then the call's own answer tells.
    @Test(arguments: Consent.allCases)
    func seenElsewhereCallsNobodyUnasked(_ consent: Consent) async throws {
        let bench = try Bench("sip:bob@192.0.2.10")
        bench.network.answer { method, sent, _ in
            switch method {
            case .ack: []
            case .invite: [sent.code(403, [Header(.warning, #"399 sbc "Channel limit reached""#)])]
            default: [sent.code(200)]
            }
        }
        let answers = [Consent.answeredNo: "no", .answeredYes: "yes"][consent].map { ["place_call": $0] }
        let person: [Consent: @Sendable () async -> Bool] = [.refused: { false }, .given: { true }]
        let cause = try await cause(
            on: bench, seen: CallFinding.seenElsewhere(code: 403, phrase: "Forbidden"), answers: answers ?? [:],
            consent: person[consent])
        let isCalled = consent == .given || consent == .answeredYes
        #expect(cause == (isCalled ? "likely auth.limit-reached" : "possible auth.not-permitted"))
        #expect(bench.network.requests.contains { $0.hasSuffix(" INVITE") } == isCalled)
    }

    /// The call works now: what was seen elsewhere stays the question.
    @Test func theCallThatWasAllowedWorks() async throws {
        let bench = try Bench("sip:bob@192.0.2.10")
        bench.network.answer { method, sent, _ in
            switch method {
            case .ack: []
            case .invite: [sent.taking()]
            default: [sent.code(200)]
            }
        }
        let seen = CallFinding.seenElsewhere(code: 403, phrase: "Forbidden")
        #expect(try await cause(on: bench, seen: seen) { true } == "possible auth.not-permitted")
        #expect(bench.network.requests.contains { $0.hasSuffix(" BYE") })
    }

    /// The time that a person takes to answer is none of the run's; an emergency number is not even proposed.
    @Test(arguments: [("bob", true), ("112", false)])
    func aPersonMayThink(_ user: String, _ isAsked: Bool) async throws {
        let bench = try Bench("sip:\(user)@198.51.100.10") { $0.deadlineMs = 10_000 }
        bench.network.answer { method, sent, _ in
            method == .ack ? [] : [sent.code(method == .invite ? 486 : 200)]
        }
        let time = bench.network.time
        let seen = CallFinding.seenElsewhere(code: 486, phrase: "Busy Here")
        _ = try await cause(on: bench, seen: seen) {
            await time.sleep(until: time.now.adding(milliseconds: 60_000))
            return true
        }
        #expect(bench.network.requests.contains { $0.hasSuffix(" INVITE") } == isAsked)
    }
}
