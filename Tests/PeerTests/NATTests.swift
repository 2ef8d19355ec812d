import TestSupport
import Testing

/// A NAT of the kernel's, looked at by coturn on two addresses.
struct NATCase: CustomTestStringConvertible, Sendable {
    var name: String
    /// The rule that translates; nil: none.
    var rule: String?
    /// Seconds that an unused UDP entry lives.
    var udpTimeout = 30
    var arguments: [String] = []
    var test = "nat.behavior"
    var outcome: String
    var facts: [String: Judgement.Fact] = [:]
    var cause: String?
    var exitCode: Int32 = 0

    var testDescription: String { name }
}

private let cases: [NATCase] = [
    NATCase(name: "no NAT", outcome: "no_nat", facts: ["filtering": .text("endpoint_independent")]),
    NATCase(
        name: "one mapping for all", rule: "masquerade", outcome: "endpoint_independent",
        facts: ["filtering": .text("port_dependent")]),
    NATCase(
        name: "a mapping for each destination, told by one server", rule: "masquerade fully-random",
        outcome: "port_dependent", facts: ["filtering": .text("port_dependent")], cause: "nat.symmetric", exitCode: 1),
    NATCase(
        name: "entries live 5 s", rule: "masquerade", udpTimeout: 5, arguments: ["--lifetime", "--deadline", "20s"],
        test: "nat.lifetime", outcome: "short",
        facts: ["method": .text("response_port"), "lost_s": .number(10), "keepalive_s": .number(5)],
        cause: "nat.short-binding", exitCode: 1),
    NATCase(
        name: "entries outlive the run", rule: "masquerade", arguments: ["--lifetime", "--deadline", "16s"],
        test: "nat.lifetime", outcome: "outlived", facts: ["alive_s": .number(10)]),
]

@PathThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(3)), .network { try $0.startCoturn() })
struct NATTests {
    @Test(arguments: cases)
    func tellsWhatTheNATDoes(row: NATCase) throws {
        let network = try Topology.current
        try network.reset()
        try network.run(.router, ["sysctl", "-qw", "net.netfilter.nf_conntrack_udp_timeout=\(row.udpTimeout)"])
        if let rule = row.rule {
            try network.firewall(
                .router,
                "table ip nat { chain out { type nat hook postrouting priority 100; ip saddr 192.168.78.0/24 \(rule); }; }"
            )
        }
        defer { try? network.reset() }

        let judgement = try Judgement(network, ["nat", "--stun", "203.0.113.10"] + row.arguments)

        let finding = try #require(judgement.finding(row.test))
        #expect(finding.outcome == row.outcome, "\(finding)")
        for (name, value) in row.facts { #expect(finding.facts?[name] == value, "\(finding)") }
        #expect(judgement.causes.first?.id == row.cause, "\(judgement.causes)")
        #expect(judgement.exitCode == row.exitCode)
    }
}
