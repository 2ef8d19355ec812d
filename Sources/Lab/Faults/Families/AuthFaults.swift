import Net
import SIP

/// The server asks who calls.
enum AuthFaults {
    private static let login = LabLogin(user: "alice", password: "open sesame")
    private static let wrongLogin = LabLogin(user: "alice", password: "open barley")

    /// A callee that answers, and a registrar, both behind the policy; the caller has a login or none.
    private static func plan(
        _ block: AddressBlock, as login: LabLogin? = login, _ change: (inout AuthPolicy) -> Void = { _ in }
    ) -> LabPlan {
        var policy = AuthPolicy(users: [Self.login.user: Self.login.password])
        change(&policy)
        var plan = CallFaults.plan(block, CallFaults.answering())
        plan.calls[0].auth = policy
        plan.calls[0].registrar = RegistrarPlan()
        plan.from = "sip:\(Self.login.user)@\(LabPlan.domain)"
        plan.login = login
        return plan
    }

    static let all: [LabFault] = [
        LabFault(
            "auth-good", "A login that is asked for and accepted", cause: nil, .works,
            story: "The INVITE is challenged, and accepted with the right password."
        ) { plan($0) },

        LabFault(
            "auth-proxy", "A proxy asks for the login", cause: nil, .works,
            story: "The challenge comes as 407, and the right password opens the way."
        ) { plan($0) { $0.challenger = .proxy } },

        LabFault(
            "auth-several-algorithms", "A choice of algorithms for the login", cause: nil, .works,
            story: "The server offers an unknown algorithm, SHA-256 and MD5, each in a challenge of its own."
        ) { plan($0) { $0.algorithms = ["AKAv1-MD5", "SHA-256", "MD5"] } },

        LabFault(
            "auth-stale-once", "A nonce that has become too old", cause: nil, .works,
            story: "The first right answer comes too late for its nonce; with the new nonce the call goes through."
        ) { plan($0) { $0.nonces = .firstStale } },

        LabFault(
            "auth-credentials-required", "A login is needed, and there is none", cause: "auth.credentials-required",
            .fails, story: "The INVITE is challenged, and the caller has no password."
        ) { plan($0, as: nil) },

        LabFault(
            "auth-bad-credentials", "The password is wrong", cause: "auth.bad-credentials", .fails,
            story: "The answer to the challenge is challenged again."
        ) { plan($0, as: wrongLogin) },

        LabFault(
            "auth-bad-credentials-403", "The password is wrong, and 403 says so", cause: "auth.bad-credentials",
            .fails, story: "Wrong answers get 403, for calls and registrations alike."
        ) { plan($0, as: wrongLogin) { $0.refusal = .forbids } },

        LabFault(
            "auth-nonce-loop", "Every nonce is called stale", cause: "auth.nonce-loop", .fails,
            story: "The password is right, and each answer is said to be too late."
        ) { plan($0) { $0.nonces = .alwaysStale } },

        LabFault(
            "auth-nonce-not-shared", "Two servers that do not share their nonces", cause: "auth.nonce-not-shared",
            .fails,
            story: "A balancer gives requests to two servers in turn; the answer to one's challenge meets the other."
        ) { plan($0) { $0.nonces = .unshared(realms: ["east.\(LabPlan.domain)", "west.\(LabPlan.domain)"]) } },

        LabFault(
            "auth-algorithm-unsupported", "A login algorithm that nobody here knows",
            cause: "auth.algorithm-unsupported", .fails,
            story: "The only challenge is for AKAv1-MD5, which needs a SIM card."
        ) { plan($0) { $0.algorithms = ["AKAv1-MD5"] } },

        LabFault(
            "auth-ip-not-allowed", "This address is not on the server's list", cause: "auth.ip-not-allowed", .fails,
            story: "OPTIONS is answered; INVITE and REGISTER get 403 without any challenge."
        ) { plan($0) { $0.isClosed = true } },

        LabFault(
            "auth-calls-closed", "Who may register may not call from here", cause: "auth.ip-not-allowed", .fails,
            story: "A REGISTER is asked for a login; an INVITE gets 403 at once, as this address may place no calls."
        ) { plan($0, as: nil) { $0.isClosedToCalls = true } },

        LabFault(
            "auth-hidden-users", "The server hides its users from strangers", cause: "callee.not-found", .fails,
            story: "A call without a login gets 404, whoever it is for; only a REGISTER is asked for one."
        ) { block in
            var plan = plan(block, as: nil) { $0.methods = [.register] }
            plan.calls[0].others = .refused(SIPReply(404))
            return plan
        },

        LabFault(
            "auth-not-permitted", "The login is good, the call is not permitted", cause: "auth.not-permitted", .fails,
            story: "The INVITE with good credentials gets 403, a REGISTER with the same ones 200."
        ) { plan($0) { $0.mayNotCall = [login.user] } },
    ]
}
