import Foundation
import TestSupport
import Testing

/// A call to the softphone, and what must be told of it.
struct SoftphoneCall: CustomTestStringConvertible, Sendable {
    var callee: String
    var arguments: [String] = []
    var facts: [String: Judgement.Fact]

    var testDescription: String { ([callee] + arguments).joined(separator: " ") }
}

private let calls = [
    SoftphoneCall(callee: "echo", facts: ["srtp": .text("none"), "transport": .text("udp")]),
    SoftphoneCall(callee: "echo", arguments: ["--transport", "tcp"], facts: ["transport": .text("tcp")]),
    SoftphoneCall(callee: "echo", arguments: ["--late-offer", "--codec", "PCMA"], facts: ["srtp": .text("none")]),
    SoftphoneCall(callee: "srtp", arguments: ["--srtp", "sdes"], facts: ["srtp": .text("sdes")]),
]

/// Calls through Kamailio to baresip, which is registered there, answers, and sends back what it hears.
@CallThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(5)),
    .network {
        try $0.startKamailio()
        try $0.startBaresip()
    })
struct SoftphoneTests {
    private func arguments(_ callee: String, in network: Topology) throws -> [String] {
        let password = try network.write("password", "secret")
        return ["sip:\(callee)@203.0.113.10", "--auth-user", "alice", "--password-file", password]
    }

    /// Half a second of silence goes there and comes back, and then the phone is free again.
    @Test(arguments: calls)
    func mediaComesBack(call: SoftphoneCall) throws {
        let network = try Topology.current
        let before = network.callsEndedByBaresip
        let judgement = try Judgement(
            network,
            ["invite", "--ring", "5s", "--talk", "500ms"] + arguments(call.callee, in: network) + call.arguments)
        let invite = try #require(judgement.finding("sip.invite"))
        #expect(invite.outcome == "answered")
        for (name, fact) in call.facts { #expect(invite.facts?[name] == fact, "\(name)") }
        #expect(invite.facts?["codec"] == .text("PCMA"))
        #expect(invite.facts?["media"] == .text("two_way"))
        #expect(invite.facts?["rtp_from_differs"] == .flag(false))
        #expect(invite.facts?["srtp_failed"] == nil)
        #expect(judgement.causes.isEmpty)
        #expect(judgement.exitCode == 0)
        try Shell.wait(for: "baresip's hanging up") { network.callsEndedByBaresip == before + 1 }
    }

    /// The phone takes encrypted media only, and `why` finds that out by a second offer.
    @Test func whyPlainMediaIsRefused() throws {
        let network = try Topology.current
        let judgement = try Judgement(network, ["why", "--talk", "0s"] + arguments("srtp", in: network))
        #expect(judgement.finding("sip.invite")?.facts?["code"] == .number(488))
        #expect(judgement.causes.first?.id == "media.srtp-required")
        #expect(judgement.exitCode == 2)
    }
}
