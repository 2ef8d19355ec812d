import TestSupport
import Testing

/// `sipdiag reflect` at the other end of a NAT with and without the kernel's SIP ALG.
@PathThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")),
    .enabled(if: Topology.missing != nil || Topology.hasSIPHelper, noHelper), .serialized, .timeLimit(.minutes(2)),
    .network { network in
        try network.serve(
            .server, [Shell.sipdiag, "reflect", "--listen", "203.0.113.11:5060"],
            listens: ["udp:203.0.113.11:5060", "tcp:203.0.113.11:5060"])
    })
struct ReflectTests {
    private func reflection(_ transport: String, _ router: String) throws -> (Judgement, Judgement.Finding) {
        let network = try Topology.current
        try network.reset()
        try network.firewall(.router, router)
        defer { try? network.reset() }
        let judgement = try Judgement(network, ["nat", "203.0.113.11", "--transport", transport])
        return (judgement, try #require(judgement.finding("nat.reflection")))
    }

    @Test(arguments: ["udp", "tcp"])
    func everyByteArrivesWithoutAnALG(transport: String) throws {
        let nat = ALGCase(name: "", outcome: "", exitCode: 0).rules
        for router in ["", nat] {
            let (judgement, finding) = try reflection(transport, router)
            #expect(finding.outcome == "intact", "\(finding)")
            #expect(finding.facts?["reflected"] == .list(["OPTIONS", "INVITE"]))
            #expect(judgement.exitCode == 0, "\(judgement.causes)")
        }
    }

    @Test(arguments: ["udp", "tcp"])
    func theBytesThatTheKernelRewritesAreShown(transport: String) throws {
        let (judgement, finding) = try reflection(
            transport, ALGCase(name: "", helper: [transport], outcome: "", exitCode: 0).rules)

        #expect(finding.outcome == "rewritten", "\(finding)")
        guard case .list(let differences)? = finding.facts?["differences"] else {
            Issue.record("\(finding)")
            return
        }
        for place in ["OPTIONS Via", "OPTIONS Contact", "INVITE Content-Length", "INVITE o=", "INVITE c="] {
            #expect(differences.contains { $0.hasPrefix("\(place), byte ") }, "\(place): \(differences)")
        }
        #expect(differences.contains { $0.hasSuffix("“192.168.78.2” arrived as “203.0.113.1”") })
        #expect(judgement.causes.first?.id == "nat.sip-alg")
        #expect(judgement.causes.first?.confidence == "certain")
        #expect(judgement.exitCode == 1)
    }
}
