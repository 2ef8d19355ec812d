import TestSupport
import Testing

private let zone = """
    $ORIGIN example.test.
    $TTL 300
    @ IN SOA ns hostmaster 1 3600 600 86400 60
    @ IN NS ns
    ns IN A 203.0.113.53
    @ IN NAPTR 10 10 "s" "SIP+D2U" "" _sip._udp
    @ IN NAPTR 20 10 "s" "SIP+D2T" "" _sip._tcp
    _sip._udp IN SRV 10 10 5060 sip
    _sip._tcp IN SRV 10 10 5060 sip
    sip IN A 203.0.113.10
    sip IN AAAA fd00:113::10
    """

/// Kamailio, NSD, Unbound and coturn, asked across a router.
@ServerThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(5)),
    .network {
        try $0.startKamailio()
        try $0.startCoturn()
        try $0.startNameServers(zone: zone)
    })
struct ServerTests {
    @Test(arguments: ["udp", "tcp"])
    func kamailioAnswersOptions(transport: String) throws {
        let judgement = try Judgement(Topology.current, ["options", "203.0.113.10", "--transport", transport])
        let options = try #require(judgement.finding("sip.options"))
        #expect(options.outcome == "answered")
        #expect(options.facts?["code"] == .number(200))
        #expect(options.facts?["transport"] == .text(transport))
        #expect(options.facts?["server"].map { "\($0)".contains("kamailio") } == true)
        #expect(judgement.exitCode == 0)
    }

    @Test(arguments: ["203.0.113.53", "203.0.113.53:5353"])
    func followsNAPTRAndSRVThroughRealNameServers(server: String) throws {
        let judgement = try Judgement(Topology.current, ["dns", "example.test", "--resolver", server])
        let located = try #require(judgement.finding("dns.locate"))
        #expect(located.outcome == "found")
        #expect(located.facts?["source"] == .text("naptr"))
        #expect(located.facts?["transport"] == .text("udp"))
        #expect(located.facts?["families"] == .text("both"))
        #expect(judgement.exitCode == 0)
    }

    @Test func tellsThatThereIsNoNAT() throws {
        let network = try Topology.current
        try network.reset()
        let judgement = try Judgement(
            network, ["nat", "203.0.113.10", "--stun", "203.0.113.10", "--stun", "203.0.113.11"])
        #expect(judgement.finding("nat.mapping")?.outcome == "no_nat")
        #expect(judgement.exitCode == 0)
    }

    @Test(arguments: [
        ("masquerade", "endpoint_independent", Int32(0)),
        ("masquerade fully-random", "symmetric", 1),
    ])
    func tellsTheKindOfNAT(rule: String, outcome: String, exitCode: Int32) throws {
        let network = try Topology.current
        try network.reset()
        try network.firewall(
            .router,
            "table ip nat { chain out { type nat hook postrouting priority 100; ip saddr 192.168.78.0/24 \(rule); }; }")
        let arguments = ["nat", "203.0.113.10", "--stun", "203.0.113.10", "--stun", "203.0.113.11"]
        let judgement = try Judgement(network, arguments)
        try network.reset()

        let mapping = try #require(judgement.finding("nat.mapping"))
        #expect(mapping.outcome == outcome)
        #expect(mapping.facts?["mapped"].map { "\($0)".contains("203.0.113.1:") } == true)
        #expect(judgement.exitCode == exitCode)
    }
}
