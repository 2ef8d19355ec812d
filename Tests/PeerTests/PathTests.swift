import TestSupport
import Testing

private func forward(_ rule: String) -> String {
    "table inet filter { chain forward { type filter hook forward priority 0; \(rule); }; }"
}

/// What `Tests/Networks` does not ask of a path across a firewall.
@PathThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(5)), .network { try $0.startKamailio() })
struct PathTests {
    @Test func aRejectNamesTheBoxThatSentIt() throws {
        let network = try Topology.current
        try network.reset()
        try network.firewall(.router, forward("udp dport 5060 reject with icmp type admin-prohibited"))

        let judgement = try Judgement(network, ["options", "203.0.113.10"])

        #expect(judgement.finding("sip.options")?.facts?["offender"] == .text("192.168.78.1"))
        #expect(judgement.finding("sip.options")?.outcome == "rejected")
    }

    /// The whole walk against silence costs little more than its longest measurement.
    @Test func theVerdictOnAPathThatDropsEverythingComesInTime() throws {
        let network = try Topology.current
        try network.reset()
        try network.firewall(.router, forward("drop"))
        let clock = ContinuousClock()
        let started = clock.now

        let judgement = try Judgement(network, ["why", "203.0.113.10"])

        #expect(judgement.verdict == "critical")
        #expect(clock.now - started < .seconds(6))
    }
}
