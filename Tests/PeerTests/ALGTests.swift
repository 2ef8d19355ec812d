import TestSupport
import Testing

/// A router with a NAT, and with or without the kernel's own SIP ALG (nf_nat_sip).
struct ALGCase: CustomTestStringConvertible, Sendable {
    var name: String
    /// `udp`, `tcp`, or both: which transport the helper is set for.
    var helper: [String] = []
    var nat = "masquerade"
    var arguments = ["nat", "203.0.113.10"]
    var test = "nat.alg"
    var outcome: String
    var exitCode: Int32

    var testDescription: String { name }

    var rules: String {
        let objects = helper.map { "ct helper sip-\($0) { type \"sip\" protocol \($0); }" }
        let uses = helper.map { "\($0) dport 5060 ct helper set \"sip-\($0)\"" }
        return """
            table ip nat {
                \(objects.joined(separator: "\n"))
                chain before { type filter hook prerouting priority 0; \(uses.map { "\($0);" }.joined(separator: " ")) }
                chain out {
                    type nat hook postrouting priority 100;
                    ip saddr 192.168.78.0/24 meta l4proto { tcp, udp } \(nat)
                }
            }
            """
    }
}

private let cases: [ALGCase] = [
    ALGCase(name: "no ALG, ports kept", outcome: "clean", exitCode: 0),
    ALGCase(name: "no ALG, ports changed", nat: "masquerade fully-random", outcome: "clean", exitCode: 0),
    ALGCase(name: "ALG over UDP, ports kept", helper: ["udp"], outcome: "rewritten", exitCode: 1),
    ALGCase(
        name: "ALG over UDP, ports changed", helper: ["udp"], nat: "masquerade fully-random", outcome: "rewritten",
        exitCode: 1),
    ALGCase(
        name: "ALG over TCP", helper: ["tcp"], arguments: ["nat", "203.0.113.10", "--transport", "tcp"],
        outcome: "rewritten", exitCode: 1),
    ALGCase(
        name: "ALG over TCP, ports changed", helper: ["tcp"], nat: "masquerade fully-random",
        arguments: ["nat", "203.0.113.10", "--transport", "tcp"], outcome: "rewritten", exitCode: 1),
    ALGCase(
        name: "ALG over UDP, and TCP is asked for", helper: ["udp"],
        arguments: ["nat", "203.0.113.10", "--transport", "tcp"], outcome: "clean", exitCode: 0),
    ALGCase(
        name: "ALG, and the provider's port is another", helper: ["udp", "tcp"],
        arguments: ["nat", "203.0.113.10:5070"],
        outcome: "clean", exitCode: 0),
    ALGCase(
        name: "a call that works while an ALG is at it", helper: ["udp"], arguments: ["why", "203.0.113.10"],
        outcome: "rewritten", exitCode: 1),
    ALGCase(
        name: "a call through a NAT that is as it should be", arguments: ["why", "203.0.113.10"], outcome: "clean",
        exitCode: 0),
]

let noHelper: Comment = "this kernel has no SIP helper (nf_conntrack_sip, nf_nat_sip)"

@PathThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")),
    .enabled(if: Topology.missing != nil || Topology.hasSIPHelper, noHelper), .serialized, .timeLimit(.minutes(3)),
    .network {
        try $0.startKamailio(["5060", "5070"].flatMap { ["udp:203.0.113.10:\($0)", "tcp:203.0.113.10:\($0)"] })
    })
struct ALGTests {
    @Test(arguments: cases)
    func seesTheALG(row: ALGCase) throws {
        let network = try Topology.current
        try network.reset()
        try network.firewall(.router, row.rules)
        defer { try? network.reset() }

        let judgement = try Judgement(network, row.arguments)

        let finding = try #require(judgement.finding(row.test))
        #expect(finding.outcome == row.outcome, "\(judgement.findings)")
        #expect(judgement.exitCode == row.exitCode, "\(judgement.causes)")
        let certain = judgement.causes.filter { $0.confidence == "certain" }.map(\.id)
        #expect(certain == (row.outcome == "rewritten" ? ["nat.sip-alg"] : []), "\(judgement.causes)")
    }
}

/// On a router of its own, that has seen no packet from port 5060: a flow that begins without the helper has none later.
@PathThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")),
    .enabled(if: Topology.missing != nil || Topology.hasSIPHelper, noHelper),
    .timeLimit(.minutes(1)), .network { try $0.startKamailio() })
struct ALGPortTests {
    /// The helper acts on what goes to port 5060, whatever port it comes from; both passes see it.
    @Test func seesItFromPort5060AndFromAnother() throws {
        let network = try Topology.current
        try network.reset()
        try network.firewall(.router, ALGCase(name: "", helper: ["udp"], outcome: "", exitCode: 0).rules)
        defer { try? network.reset() }

        let judgement = try Judgement(network, ["nat", "203.0.113.10"])

        let passes = judgement.findings.filter { $0.test == "nat.alg" }
        let locals = passes.filter { $0.facts?["transport"] == .text("udp") }.compactMap { $0.facts?["local"] }
        #expect(passes.filter { $0.outcome == "rewritten" }.count == 2, "\(passes)")
        #expect(locals.contains(.text("192.168.78.2:5060")))
        let fromPhonePort = passes.first { $0.facts?["local"] == .text("192.168.78.2:5060") }
        // The port that the kernel adds to From where it names the source alone.
        let evidence = fromPhonePort?.facts?["evidence"].map { "\($0)" } ?? ""
        #expect(evidence.contains("From was sent as 192.168.78.2"), "\(evidence)")
    }
}

extension Topology {
    /// The kernel knows the helper; asked of it in a namespace of its own.
    static let hasSIPHelper: Bool = {
        guard let network = try? Topology() else { return false }
        defer { network.end() }
        let rules = "table ip t { ct helper sip { type \"sip\" protocol udp; }; }"
        return (try? network.firewall(.router, rules)) != nil
    }()
}
