import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// What a server asks a login for, without giving it any.
@NetActor
@Suite struct ChallengeProbeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var options: Int?
        var register: Int?
        var outcome: String
        var challenged: String?

        var testDescription: String { "OPTIONS \(options ?? 0), REGISTER \(register ?? 0)" }
    }

    private nonisolated static let rows = [
        Row(options: 200, register: 401, outcome: "challenged", challenged: "register"),
        Row(options: 407, register: 405, outcome: "challenged", challenged: "options"),
        Row(options: 401, register: 401, outcome: "challenged", challenged: "both"),
        Row(options: 200, register: 403, outcome: "served"), Row(options: 404, register: 200, outcome: "served"),
        Row(options: 403, register: 403, outcome: "forbidden"), Row(options: 200, register: nil, outcome: "unanswered"),
        Row(options: nil, register: nil, outcome: "unanswered"),
    ]

    @Test(arguments: rows)
    func answers(_ row: Row) async throws {
        let bench = try Bench("sip:bob@192.0.2.10") {
            $0.credentials = Credentials(username: "alice", password: "secret")
        }
        bench.network.answer { method, sent, _ in
            let code = method == .register ? row.register : row.options
            let name: HeaderName = code == 407 ? .proxyAuthenticate : .wwwAuthenticate
            let challenge = [401, 407].contains(code) ? [Header(name, #"Digest realm="r", nonce="n""#)] : []
            return code.map { [sent.code($0, challenge)] } ?? []
        }
        let (finding, _) = try await bench.run("sip.challenge")
        #expect(finding.outcome == row.outcome)
        #expect(finding.text("challenged") == row.challenged)
        #expect(finding.text("realm") == (row.outcome == "challenged" ? "r" : nil))
        // In the caller's name, and nothing is proven or bound.
        let requests = bench.network.sent.compactMap(\.request)
        #expect(Set(requests.map { $0.from?.uri.sip?.user }) == ["alice"])
        #expect(requests.allSatisfy { $0.authorizations.isEmpty && $0.expires == nil })
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }
}
