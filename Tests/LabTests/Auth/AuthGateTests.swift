import SIP
import Testing

@testable import Lab

/// The gate against a client that answers challenges.
struct AuthGateTests {
    private static let users = ["alice": "secret", "carol": "other"]

    private func policy(_ change: (inout AuthPolicy) -> Void = { _ in }) -> AuthPolicy {
        var policy = AuthPolicy(users: Self.users)
        change(&policy)
        return policy
    }

    /// What the gate says to a request and to each retry, until it lets one in or the client gives up: codes, 200
    /// for being let in, and the client's reason.
    private func talk(
        _ policy: AuthPolicy, _ method: SIP.Method = .invite, user: String = "alice", password: String = "secret"
    ) throws -> ([Int], DigestRefusal?) {
        var gate = AuthGate(policy, tag: "n")
        var client = DigestClient(
            username: user, secret: Secret(password), hashes: AuthGate.systemHashes, cnonce: { "c0" })
        let caller = Caller(local: VirtualParty.caller)
        var headers: [Header] = []
        var codes: [Int] = []
        for _ in 0..<6 {
            let request = try caller.request(method, headers)
            guard let refusal = gate.refusal(of: request) else { return (codes + [200], nil) }
            codes.append(refusal.code)
            guard [401, 407].contains(refusal.code) else { return (codes, nil) }
            var builder = ResponseBuilder(to: request, refusal.code)
            builder.headers = refusal.headers
            switch client.answer(try builder.build(), to: request) {
            case .retry(let next): headers = next
            case .refused(let reason): return (codes, reason)
            }
        }
        return (codes, nil)
    }

    @Test(
        arguments: ["MD5", "SHA-256", "SHA-512-256", "MD5-sess", "SHA-256-sess"],
        [[.auth], [.authInt], []] as [[DigestQop]])
    func goodCredentialsAreLetIn(_ algorithm: String, _ qops: [DigestQop]) throws {
        let policy = policy {
            $0.algorithms = [algorithm]
            $0.qops = qops
        }
        #expect(try talk(policy) == ([401, 200], nil))
    }

    @Test func strongestOfSeveralIsTaken() throws {
        #expect(try talk(policy { $0.algorithms = ["AKAv1-MD5", "SHA-256", "MD5"] }) == ([401, 200], nil))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var policy: AuthPolicy
        var method = SIP.Method.invite
        var user = "alice"
        var password = "secret"
        var codes: [Int]
        var reason: DigestRefusal?

        init(
            _ name: String, _ codes: [Int], _ reason: DigestRefusal? = nil, method: SIP.Method = .invite,
            user: String = "alice", password: String = "secret", _ change: (inout AuthPolicy) -> Void = { _ in }
        ) {
            policy = AuthPolicy(users: AuthGateTests.users)
            change(&policy)
            (testDescription, self.method, self.user, self.password) = (name, method, user, password)
            (self.codes, self.reason) = (codes, reason)
        }
    }

    @Test(arguments: [
        Row("wrong password", [401, 401], .badCredentials, password: "wrong"),
        Row("unknown user", [401, 401], .badCredentials, user: "mallory"),
        Row("somebody else's password", [401, 401], .badCredentials, password: "other"),
        Row("wrong password, forbidden", [401, 403], password: "wrong") { $0.refusal = .forbids },
        Row("proxy", [407, 200]) { $0.challenger = .proxy },
        Row("registrar behind a proxy", [401, 200], method: .register) { $0.challenger = .proxy },
        Row("OPTIONS", [200], method: .options),
        Row("OPTIONS too", [401, 200], method: .options) { $0.methods.insert(.options) },
        Row("always stale", [401, 401, 401, 401], .staleLoop) { $0.nonces = .alwaysStale },
        Row("first stale", [401, 401, 200]) { $0.nonces = .firstStale },
        Row("first stale, wrong password", [401, 401], .badCredentials, password: "wrong") { $0.nonces = .firstStale },
        Row("unknown algorithm", [401], .noUsableAlgorithm(offered: ["AKAv1-MD5"])) { $0.algorithms = ["AKAv1-MD5"] },
        Row("two servers", [401, 401], .realmChanged(from: "east", to: "west")) {
            $0.nonces = .unshared(realms: ["east", "west"])
        },
        Row("may not call", [401, 403]) { $0.mayNotCall = ["alice"] },
        Row("may not call, registers", [401, 200], method: .register) { $0.mayNotCall = ["alice"] },
    ])
    func outcome(_ row: Row) throws {
        let (codes, reason) = try talk(row.policy, row.method, user: row.user, password: row.password)
        #expect(codes == row.codes)
        #expect(reason == row.reason)
    }

    @Test func usedCountIsNotTakenTwice() throws {
        var gate = AuthGate(policy(), tag: "n")
        let caller = Caller(local: VirtualParty.caller)
        let first = try caller.request(.invite)
        let refusal = gate.refusal(of: first)
        let challenge = try #require(refusal)
        var client = DigestClient(
            username: "alice", secret: Secret("secret"), hashes: AuthGate.systemHashes, cnonce: { "c0" })
        var builder = ResponseBuilder(to: first, challenge.code)
        builder.headers = challenge.headers
        guard case .retry(let headers) = client.answer(try builder.build(), to: first) else {
            Issue.record("no answer")
            return
        }
        let retry = try caller.request(.invite, headers)
        let accepted = gate.refusal(of: retry)
        #expect(accepted == nil)
        let again = gate.refusal(of: retry)
        #expect(again?.code == 401 && again?.headers.first?.value.contains("stale=true") == true)
        let counted = client.headers(for: .invite, uri: first.requestURIText ?? "", body: [])
        let third = gate.refusal(of: try caller.request(.invite, counted))
        #expect(third == nil)
    }
}
