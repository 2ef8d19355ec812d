import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// What a registrar is asked, and what is left bound.
@NetActor
@Suite struct RegisterProbeTests {
    private static let challenge = Header(.wwwAuthenticate, #"Digest realm="r", nonce="n", qop="auth""#)

    /// A registrar that wants a login, and grants what is asked for from `least` seconds on.
    private func bench(
        least: Int = 0, _ change: (inout ProbeSettings) -> Void = { _ in }
    ) throws -> Bench {
        let bench = try Bench("sip:bob@192.0.2.10", change)
        bench.network.answer { _, sent, request in
            guard request.firstField(of: .authorization) != nil else { return [sent.code(401, [Self.challenge])] }
            guard let contact = request.contacts.first, let expires = request.expires else {
                return [sent.code(200, [Header(.contact, "<sip:bob@198.51.100.7>;expires=1200")])]
            }
            guard expires == 0 || expires >= least else { return [sent.code(423, [Header(.minExpires, "\(least)")])] }
            return [sent.code(200, expires == 0 ? [] : [Header(.contact, "\(contact);expires=\(expires)")])]
        }
        return bench
    }

    private func register(_ bench: Bench) async throws -> Finding {
        let finding = try await bench.run("sip.register").finding
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
        return finding
    }

    @Test func asksAndChangesNothing() async throws {
        let bench = try bench { $0.credentials = Credentials(username: "bob", password: "secret") }
        let finding = try await register(bench)
        #expect(finding.outcome == "accepted")
        #expect(finding.facts["auth"] == .text("accepted"))
        #expect(finding.facts["bindings"] == .list(["sip:bob@198.51.100.7, 1200 s left"]))
        #expect(bench.network.sent.allSatisfy { $0.request?.contacts.isEmpty == true })
        #expect(bench.network.sent.first?.request?.requestURIText == "sip:192.0.2.10")
        #expect(Set(bench.network.sent.map { $0.request?.callID?.text }).count == 1)
    }

    @Test func withoutCredentials() async throws {
        let finding = try await register(try bench())
        #expect(finding.outcome == "challenged")
        #expect(finding.facts["auth"] == .text("no_credentials"))
        #expect(finding.facts["auth_realm"] == .text("r"))
    }

    /// Binds, and removes that binding and no other; 423 is heeded once (RFC 3261 10.2.8).
    @Test(arguments: [(0, 60), (300, 300)])
    func bindsAndRemoves(least: Int, granted: Int) async throws {
        let bench = try bench(least: least) {
            $0.credentials = Credentials(username: "bob", password: "secret")
            $0.call.bindSeconds = 60
        }
        let finding = try await register(bench)
        #expect(finding.outcome == "accepted")
        #expect(finding.facts["bound_expires_s"] == .number(Double(granted)))
        #expect(finding.facts["removed"] == .flag(true))
        #expect(finding.title.hasSuffix(", bound for \(granted) s and removed again"))
        let last = bench.network.sent.last?.request
        #expect(last?.expires == 0)
        #expect(last?.contacts.map { $0.uri?.description } == [finding.text("bound")])
        #expect(!bench.network.sent.contains { $0.request?.contacts.contains(.wildcard) == true })
    }

    /// The registrar keeps what it should remove: the person has to know.
    @Test func whatStaysBoundIsTold() async throws {
        let bench = try bench { $0.call.bindSeconds = 60 }
        bench.network.answer { _, sent, request in
            let others = [Header(.contact, "<sip:bob@198.51.100.7>"), Header(.contact, "<sip:bob@198.51.100.8>")]
            let ours = request.contacts.first.map { [Header(.contact, "\($0);expires=60")] } ?? []
            return [request.expires == 0 ? sent.code(500) : sent.code(200, ours + others)]
        }
        let finding = try await register(bench)
        #expect(finding.facts["removed"] == .flag(false))
        #expect(finding.title.hasSuffix("bound for 60 s and not removed: it stays until it expires; 2 other bindings"))
    }

    /// The answer to the binding is lost: something may be bound, so it is removed all the same.
    @Test func whatMayBeBoundIsRemoved() async throws {
        let bench = try bench {
            $0.timeoutMs = 1000
            $0.call.bindSeconds = 60
        }
        bench.network.answer { _, sent, request in request.expires == 0 ? [sent.code(200)] : [] }
        let finding = try await register(bench)
        #expect(finding.outcome == "timeout")
        #expect(finding.facts["removed"] == .flag(true))
        #expect(bench.network.sent.last?.request?.expires == 0)
    }
}
