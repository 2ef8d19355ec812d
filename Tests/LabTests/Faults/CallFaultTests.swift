import Net
import SIP
import TestSupport
import Testing

@testable import Lab

/// The faults that only a call meets: what a caller sees of each.
@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(4)))
struct CallFaultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Answers to a plain INVITE without ringing; the last is final, but for silence.
        var codes: [Int]

        init(_ id: String, _ codes: [Int]) {
            (testDescription, self.codes) = (id, codes)
        }
    }

    private nonisolated static let rows = [
        Row("call-answered", [100, 200]), Row("call-rings", [100, 180]), Row("call-100-then-nothing", [100]),
        Row("call-ignores-invite", []), Row("call-no-answer", [100, 180, 480]), Row("call-busy", [100, 486]),
        Row("call-declined", [100, 180, 603]), Row("call-codec-mismatch", [488]), Row("call-srtp-required", [488]),
        Row("call-srtp-unsupported", [100, 200]), Row("call-no-audio", [100, 200]),
        Row("call-private-address", [100, 200]), Row("call-audio-elsewhere", [100, 200]),
        Row("call-ack-lost", [100, 200]), Row("call-contact-dead", [100, 200]), Row("call-forked", [100, 200]),
        Row("call-crosses", [100, 180]), Row("call-reliable", [421]), Row("call-session-timer", [100, 200]),
        Row("call-asks-back", [100, 200]), Row("call-hangs-up", [100, 200]), Row("call-moved", [100, 302]),
        Row("call-moved-nowhere", [100, 302]), Row("call-moved-in-circles", [100, 302]), Row("auth-good", [401]),
        Row("auth-proxy", [407]), Row("auth-several-algorithms", [401]), Row("auth-stale-once", [401]),
        Row("auth-credentials-required", [401]), Row("auth-bad-credentials", [401]),
        Row("auth-bad-credentials-403", [401]), Row("auth-nonce-loop", [401]), Row("auth-nonce-not-shared", [401]),
        Row("auth-algorithm-unsupported", [401]), Row("auth-ip-not-allowed", [403]), Row("auth-calls-closed", [403]),
        Row("auth-hidden-users", [404]),
        Row("auth-not-permitted", [401]),
    ]

    @Test func everyFaultHasItsRow() {
        #expect(LabFaults.calls.map(\.id) == Self.rows.map(\.testDescription))
    }

    @Test(arguments: rows)
    func firstInvite(_ row: Row) async throws {
        let fault = try #require(LabFaults.calls.first { $0.id == row.testDescription })
        let lab = try await RunningLab.start(fault, network: Client.network)
        defer { lab.stop() }
        #expect(lab.scenario.target == "sip:bob@\(lab.block.address(1))")
        let raw = try RawCaller(lab.block.endpoint(1, port: 5060))
        defer { raw.close() }
        if (row.codes.last ?? 0) >= 200 {
            _ = try await raw.invite()
            #expect(raw.codes == row.codes)
        } else {
            await raw.send(try raw.caller.invite())
            for _ in row.codes { _ = try await raw.receive() }
            // Whatever else it had to say would come before this answer.
            let alive = try await raw.final(of: try raw.caller.request(.options, cseq: 9))
            #expect(raw.codes == row.codes + [200])
            #expect(alive.cseq?.method == .options)
        }
        let closed = lab.book.calls.map(\.callee)
        #expect(closed == ["bob"])
    }

    /// What a caller with the scenario's login meets: the codes of its INVITEs and of its REGISTERs.
    @Test(arguments: [
        ("auth-good", [401, 200], [401, 200]), ("auth-proxy", [407, 200], [401, 200]),
        ("auth-several-algorithms", [401, 200], [401, 200]), ("auth-stale-once", [401, 401, 200], [401, 401, 200]),
        ("auth-bad-credentials", [401, 401], [401, 401]), ("auth-bad-credentials-403", [401, 403], [401, 403]),
        ("auth-nonce-loop", [401, 401, 401, 401], [401, 401, 401, 401]),
        ("auth-nonce-not-shared", [401, 401], [401, 401]), ("auth-algorithm-unsupported", [401], [401]),
        ("auth-ip-not-allowed", [403], [403]), ("auth-not-permitted", [401, 403], [401, 200]),
    ])
    func login(_ id: String, _ calls: [Int], _ registrations: [Int]) async throws {
        let fault = try #require(LabFaults.calls.first { $0.id == id })
        for (method, codes) in [(SIP.Method.invite, calls), (.register, registrations)] {
            let lab = try await RunningLab.start(fault, network: Client.network)
            defer { lab.stop() }
            #expect(try await talk(to: lab, method) == codes)
        }
    }

    private func talk(to lab: RunningLab, _ method: SIP.Method) async throws -> [Int] {
        let login = try #require(lab.scenario.login)
        #expect(lab.scenario.arguments.contains(login.user) && !lab.scenario.arguments.contains(login.password))
        let raw = try RawCaller(lab.block.endpoint(1, port: 5060))
        defer { raw.close() }
        var client = DigestClient(
            username: login.user, secret: Secret(login.password), hashes: AuthGate.systemHashes, cnonce: { "c" })
        var headers: [Header] = []
        var codes: [Int] = []
        while true {
            let cseq = UInt32(codes.count + 1)
            let request =
                method == .invite
                ? try raw.caller.invite(headers, branch: "i\(cseq)", cseq: cseq)
                : try raw.caller.request(method, headers, branch: "r\(cseq)", cseq: cseq)
            let answer = try await raw.final(of: request)
            codes.append(answer.statusCode ?? 0)
            guard [401, 407].contains(answer.statusCode), case .retry(let next) = client.answer(answer, to: request)
            else { return codes }
            headers = next
        }
    }

    /// The place that a 302 names serves, or does not.
    @Test(arguments: [("call-moved", true), ("call-moved-nowhere", false)])
    func newPlace(_ id: String, _ serves: Bool) async throws {
        let lab = try await RunningLab.start(
            try #require(LabFaults.calls.first { $0.id == id }), network: Client.network)
        defer { lab.stop() }
        let raw = try RawCaller(lab.block.endpoint(1, port: 5060))
        defer { raw.close() }
        let place = try #require(try await raw.invite().contacts.first?.uri?.sip)
        #expect(place.description == "sip:bob@\(lab.block.endpoint(2, port: 5060))")
        let there = try RawCaller(lab.block.endpoint(2, port: 5060))
        defer { there.close() }
        if serves {
            #expect(try await there.invite().statusCode == 200)
            #expect(lab.book.callsUp == 1)
        } else {
            let client = try Client()
            defer { client.socket.close() }
            await client.send(try there.caller.invite().bytes, to: there.server)
            #expect(try await client.receiveICMP().kind == .portUnreachable)
        }
    }
}
