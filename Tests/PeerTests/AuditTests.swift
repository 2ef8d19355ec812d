import TestSupport
import Testing

/// What is below `test`, and which servers it is delegated to: ns1 is 203.0.113.61, ns2 203.0.113.62.
private let top = """
    $ORIGIN test.
    $TTL 300
    @ IN SOA ns.servers hostmaster 1 3600 600 86400 60
    @ IN NS ns.servers
    ns.servers IN A 203.0.113.60
    ns1.servers IN A 203.0.113.61
    ns2.servers IN A 203.0.113.62
    healthy IN NS ns1.servers
    healthy IN NS ns2.servers
    lame IN NS ns1.servers
    lame IN NS ns2.servers
    versions IN NS ns1.servers
    versions IN NS ns2.servers
    left IN NS ns1.servers
    left IN NS ns2.servers
    gone IN NS ns2.servers
    moved IN NS ns1.servers
    filtered IN NS ns1.servers
    big IN NS ns1.servers
    signed IN NS ns1.servers
    expired IN NS ns1.servers
    """

private func zone(
    _ name: String, serial: Int = 1, servers: [String] = ["ns1", "ns2"], sip: String = "203.0.113.10",
    _ more: [String] = []
) -> String {
    (["$ORIGIN \(name).", "$TTL 300", "@ IN SOA ns1.servers.test. hostmaster \(serial) 3600 600 86400 60"]
        + servers.map { "@ IN NS \($0).servers.test." }
        + ["_sip._udp IN SRV 10 10 5060 sip", "_sip._tcp IN SRV 10 10 5060 sip", "sip IN A \(sip)"] + more)
        .joined(separator: "\n")
}

/// More SRV records than fit into a datagram.
private let big = zone(
    "big.test", servers: ["ns1"],
    ["@ IN A 203.0.113.10"]
        + (1...40).flatMap { number in
            let host = "a-host-with-a-long-name-\(number)"
            return ["_sip._udp IN SRV \(number) 10 5060 \(host)", "\(host) IN A 203.0.113.10"]
        })

private func first(_ network: Topology, moved: String) throws -> [String: String] {
    var zones = [
        "moved.test": moved, "healthy.test": zone("healthy.test"), "lame.test": zone("lame.test"),
        "versions.test": zone("versions.test", serial: 2), "left.test": zone("left.test", servers: ["ns1"]),
        "filtered.test": zone("filtered.test", servers: ["ns1"], ["@ IN A 203.0.113.11"]), "big.test": big,
    ]
    for name in ["signed.test", "expired.test"] {
        zones[name] = network.read("\(name).signed")
    }
    return zones
}

/// NSD and Unbound, real delegations and real signatures, each broken in one way.
@ServerThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(5)),
    .network { network in
        try network.startKamailio()
        let keys = try ["signed.test", "expired.test"].map { name in
            try network.sign(name, zone(name, servers: ["ns1"]), expired: name == "expired.test").key
        }
        try network.startNSD(at: "203.0.113.60", zones: ["test": top])
        try network.startNSD(
            at: "203.0.113.62",
            zones: ["healthy.test": zone("healthy.test"), "versions.test": zone("versions.test")])
        try network.startValidator(
            top: "203.0.113.60",
            settings: keys.map { "trust-anchor-file: \"\($0)\"" } + [
                "local-zone: \"_sip._udp.filtered.test.\" always_nodata",
                "local-zone: \"_sip._tcp.filtered.test.\" always_nodata",
            ])
    })
struct AuditTests {
    private static let resolver = ["--resolver", "203.0.113.53"]
    private static let movedBefore = zone("moved.test", servers: ["ns1"], sip: "203.0.113.11")

    /// Runs while 203.0.113.61 serves its zones.
    private func serving<Value>(_ moved: String = movedBefore, _ work: (Topology) throws -> Value) throws -> Value {
        let network = try Topology.current
        try network.reset()
        let server = try network.startNSD(at: "203.0.113.61", zones: try first(network, moved: moved))
        defer { server.stop() }
        return try work(network)
    }

    struct Case: CustomTestStringConvertible {
        var domain: String
        var outcome: String
        var cause: String?
        var confidence = "likely"
        var exitCode: Int32
        /// Facts of `dns.authority` that name what is wrong.
        var facts: [String: String] = [:]
        var because = ""

        var testDescription: String { domain }
    }

    private nonisolated static let cases = [
        Case(domain: "healthy.test", outcome: "consistent", exitCode: 0),
        Case(domain: "signed.test", outcome: "consistent", exitCode: 0),
        Case(
            domain: "lame.test", outcome: "lame", cause: "dns.lame-delegation", exitCode: 1,
            facts: ["lame": "ns2.servers.test (203.0.113.62:53) refuses (REFUSED)"]),
        Case(
            domain: "versions.test", outcome: "inconsistent", exitCode: 0,
            facts: ["serials": "ns1.servers.test (203.0.113.61:53) serves the zone, serial 2"]),
        Case(
            domain: "left.test", outcome: "lame", cause: "dns.lame-delegation", exitCode: 1,
            facts: ["delegation": "the zone above lists ns2.servers.test, left.test itself does not"]),
        Case(
            domain: "gone.test", outcome: "unserved", cause: "dns.servfail", confidence: "certain", exitCode: 2,
            because: "that were asked serves it: ns2.servers.test (203.0.113.62:53) refuses (REFUSED)"),
        Case(
            domain: "nx.healthy.test", outcome: "consistent", cause: "dns.nxdomain", confidence: "certain", exitCode: 2,
            because: "ns2.servers.test (203.0.113.62:53) serves the zone"),
        Case(
            domain: "filtered.test", outcome: "withheld", cause: "dns.resolver-filters", exitCode: 2,
            facts: ["elsewhere_targets": "203.0.113.10:5060: 200"]),
        Case(
            domain: "expired.test", outcome: "", cause: "dns.dnssec-bogus", confidence: "certain", exitCode: 2,
            because: "Signature Expired"),
    ]

    @Test(arguments: cases)
    func namesTheFault(_ test: Case) throws {
        let judgement = try serving { try Judgement($0, ["why", test.domain] + Self.resolver) }
        let first = judgement.causes.first { $0.confidence != "possible" }
        #expect(first?.id == test.cause, "\(judgement.causes)")
        if test.cause != nil { #expect(first?.confidence == test.confidence) }
        #expect(judgement.exitCode == test.exitCode)
        #expect(first?.because.contains(test.because) ?? true, "\(judgement.causes)")
        let authority = judgement.finding("dns.authority")
        if !test.outcome.isEmpty { #expect(authority?.outcome == test.outcome, "\(judgement.findings)") }
        for (name, part) in test.facts {
            #expect(authority?.facts?[name].map { "\($0)".contains(part) } == true, "\(name): \(judgement.findings)")
        }
    }

    /// The provider moves; the resolver does not notice for the rest of the TTL.
    @Test func tellsWhatTheResolverStillBelieves() throws {
        let before = try serving { try Judgement($0, ["why", "moved.test"] + Self.resolver) }
        #expect(before.causes.first?.id == "net.port-closed", "\(before.causes)")

        let moved = zone("moved.test", serial: 2, servers: ["ns1"], sip: "203.0.113.10")
        let after = try serving(moved) { try Judgement($0, ["why", "moved.test"] + Self.resolver) }
        #expect(after.causes.first?.id == "dns.resolver-stale", "\(after.causes)")
        #expect(after.finding("dns.authority")?.facts?["behind"] == .flag(true))
        #expect(after.exitCode == 2)
    }

    /// A firewall that lets DNS out to the resolver alone is no fault of the zone.
    @Test(arguments: [
        (
            "drop", "unreachable",
            "chain f { type filter hook forward priority 0; ip daddr != 203.0.113.53 udp dport 53 drop; }"
        ),
        (
            "redirect", "unserved",
            "chain p { type nat hook prerouting priority -100; udp dport 53 dnat to 203.0.113.53; }"
        ),
    ])
    func blamesNoZoneBehindAFirewall(name: String, outcome: String, rule: String) throws {
        let judgement = try serving { network in
            try network.firewall(.router, "table ip t { \(rule); }")
            return try Judgement(network, ["why", "healthy.test"] + Self.resolver)
        }
        #expect(judgement.finding("dns.authority")?.outcome == outcome)
        #expect(judgement.causes.filter { $0.confidence != "possible" }.isEmpty, "\(judgement.causes)")
        #expect(judgement.exitCode == 0)
    }

    /// An answer too long for UDP comes over TCP, or not at all.
    @Test(arguments: [("", Int32(0), nil), ("tcp dport 53 reject with tcp reset", 1, "dns.resolver-filters")])
    func followsLongAnswersIntoTCP(rule: String, exitCode: Int32, cause: String?) throws {
        let judgement = try serving { network in
            try network.firewall(
                .router, rule.isEmpty ? "" : "table ip t { chain f { type filter hook forward priority 0; \(rule); }; }"
            )
            return try Judgement(network, ["why", "big.test"] + Self.resolver)
        }
        #expect(judgement.exitCode == exitCode)
        #expect(judgement.causes.first { $0.confidence != "possible" }?.id == cause, "\(judgement.causes)")
    }

    /// `dns` shows each target with its own verdict, and what is remarkable.
    @Test func showsEveryTarget() throws {
        let judgement = try serving { try Judgement($0, ["dns", "healthy.test"] + Self.resolver) }
        let targets = try #require(judgement.finding("dns.targets"))
        #expect(targets.outcome == "answered")
        guard case .list(let lines)? = targets.facts?["targets"] else {
            Issue.record("no targets")
            return
        }
        #expect(lines.map { $0.prefix(29) } == ["1. 203.0.113.10:5060 udp, sip", "2. 203.0.113.10:5060 tcp, sip"])
        #expect(judgement.finding("dns.audit")?.outcome == "clean")
        #expect(judgement.exitCode == 0)
    }
}
