import Foundation
import TestSupport
import Testing

/// A call through the proxy to SIPp, and what must be told of it.
struct ProxyCall: CustomTestStringConvertible, Sendable {
    var server: String
    var algorithm = "MD5"
    var transport: String
    var scenario: String
    var outcome = "answered"
    /// How often the proxy stands in the path: twice where it goes from one transport or address family to another.
    var routes: Int

    var testDescription: String { "\(scenario) over \(transport) to \(server)" }
}

private let calls = [
    ProxyCall(server: "203.0.113.10", transport: "udp", scenario: "asks", routes: 1),
    ProxyCall(server: "203.0.113.11", algorithm: "SHA-256", transport: "udp", scenario: "leaves", routes: 1),
    ProxyCall(server: "203.0.113.11", algorithm: "SHA-256", transport: "tcp", scenario: "asks", routes: 2),
    ProxyCall(server: "203.0.113.10", transport: "tcp", scenario: "ringing", outcome: "ringing", routes: 0),
    ProxyCall(server: "[fd00:113::10]", transport: "udp", scenario: "asks", routes: 2),
]

/// Calls and registrations through Kamailio, which wants a login and stays in the path.
@CallThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(5)),
    .network {
        try $0.startKamailio()
        try $0.startKamailio(at: ["203.0.113.11"], algorithm: "SHA-256")
    })
struct ProxyTests {
    private nonisolated static let servers = [("203.0.113.10", "MD5"), ("203.0.113.11", "SHA-256")]

    /// A login, to begin with.
    private func login(_ password: String = "secret", in network: Topology) throws -> [String] {
        ["--auth-user", "alice", "--password-file", try network.write("password-\(password)", password)]
    }

    /// ACK, BYE and CANCEL follow Route, and what SIPp asks comes the other way.
    @Test(arguments: calls)
    func aCallFollowsItsRoutes(call: ProxyCall) throws {
        let network = try Topology.current
        let callee = try SIPp(call.scenario, in: network)
        let arguments = ["invite", "sip:sipp@\(call.server)", "--transport", call.transport, "--talk", "500ms"]
        let judgement = try Judgement(network, arguments + login(in: network))
        #expect(callee.complaint() == nil)
        let invite = try #require(judgement.finding("sip.invite"))
        #expect(invite.outcome == call.outcome)
        #expect(invite.facts?["auth"] == .text("accepted"))
        #expect(invite.facts?["auth_algorithm"] == .text(call.algorithm))
        #expect(invite.facts?["auth_realm"] == .text("example.test"))
        #expect(invite.facts?["unanswered"] == nil)
        if case .list(let routes)? = invite.facts?["record_routes"] {
            #expect(routes.count == call.routes)
        } else {
            #expect(call.routes == 0)
        }
    }

    /// Too large for UDP: TCP first, though nobody asked for it (RFC 3261 18.1.1).
    @Test func aLargeCallGoesOverTCP() throws {
        let network = try Topology.current
        let callee = try SIPp("ringing", in: network)
        let from = "sip:\(String(repeating: "a", count: 700))@example.test"
        let judgement = try Judgement(
            network, ["invite", "sip:sipp@203.0.113.10", "--from", from] + login(in: network))
        #expect(callee.complaint() == nil)
        let invite = try #require(judgement.finding("sip.invite"))
        #expect(invite.outcome == "ringing")
        #expect(invite.facts?["tcp_first"] == .flag(true))
        #expect(invite.facts?["transport"] == .text("tcp"))
    }

    /// Where no credentials are given, and where they are wrong.
    @Test(arguments: [
        (nil, "no_credentials", "auth.credentials-required"), ("wrong", "refused", "auth.bad-credentials"),
    ])
    func aLoginThatFails(password: String?, word: String, cause: String) throws {
        let network = try Topology.current
        for (command, code) in [("invite", 407.0), ("register", 401)] {
            let given = try password.map { try login($0, in: network) } ?? []
            let judgement = try Judgement(network, [command, "sip:sipp@203.0.113.10"] + given)
            let found = try #require(judgement.finding("sip.\(command)"))
            #expect(found.facts?["auth"] == .text(word))
            #expect(found.facts?["code"] == .number(code))
            #expect(judgement.causes.first?.id == cause)
            #expect(judgement.exitCode == 2)
        }
    }

    /// `why` places the call and looks at the server too.
    @Test(arguments: [("486 Busy Here", "callee.busy"), ("603 Decline", "callee.declined")])
    func whyACallFails(status: String, cause: String) throws {
        let network = try Topology.current
        let callee = try SIPp("refused", replacing: ["STATUS": status, "HEADER": "Server: SIPp"], in: network)
        let judgement = try Judgement(network, ["why", "sip:sipp@203.0.113.10"] + login(in: network))
        #expect(callee.complaint() == nil)
        #expect(judgement.causes.first?.id == cause)
        #expect(judgement.exitCode == 2)
    }

    @Test(arguments: servers, ["udp", "tcp"])
    func registers(_ server: (address: String, algorithm: String), transport: String) throws {
        let network = try Topology.current
        let arguments =
            ["register", "sip:alice@\(server.address)", "--transport", transport] + (try login(in: network))
        let bound = try #require(try Judgement(network, arguments + ["--bind", "60s"]).finding("sip.register"))
        #expect(bound.outcome == "accepted")
        #expect(bound.facts?["auth_algorithm"] == .text(server.algorithm))
        #expect(bound.facts?["bound_expires_s"] == .number(60))
        #expect(bound.facts?["removed"] == .flag(true))
        #expect(!(try network.bindings(server.algorithm)).contains("alice"))
        let asked = try #require(try Judgement(network, arguments).finding("sip.register"))
        #expect(asked.facts?["binding_count"] == .number(0))
    }
}
