import DNS
import Diagnosis
import Net
import TestSupport
import Testing

@testable import Lab
@testable import Probes

/// The zone's own name servers, asked in virtual time.
@NetActor
@Suite struct AuthorityProbeTests {
    private nonisolated static let resolver = "192.0.2.53"
    private nonisolated static let old = address("192.0.2.10")
    private nonisolated static let new = address("192.0.2.20")

    private nonisolated static func address(_ text: String) -> IPAddress { IPAddress(text) ?? .v4(0) }

    /// The zone example.com with its servers at .61 and .62, as seen by whoever asks.
    private nonisolated static func zone(
        _ sip: IPAddress = old, serial: UInt32 = 7, servers: [String] = ["ns1", "ns2"], _ more: [Zone.Record] = []
    ) -> Zone {
        let glue: [Zone.Record] = [
            .address("ns1", address("192.0.2.61")), .address("ns2", address("192.0.2.62")),
        ]
        return Zone(
            "example.com",
            servers.map { .server("@", to: $0) } + glue + [
                .srv("_sip._udp", priority: 10, port: 5060, target: "sip"), .address("sip", sip),
            ] + more, serial: serial)
    }

    private nonisolated static func com(_ servers: [String] = ["ns1", "ns2"]) -> Zone {
        Zone(
            "com",
            [.server("@", to: "a.gtld"), .address("a.gtld", address("192.0.2.60"))]
                + servers.map { .server("example", to: "\($0).example.com.") })
    }

    /// What is at each address, and what the probe makes of it.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        var resolver = FakeNetwork.Names(zones: [zone(), com()], isAuthority: false)
        var first = FakeNetwork.Names(zones: [zone()])
        var second = FakeNetwork.Names(zones: [zone()])
        var parent = FakeNetwork.Names(zones: [com()])
        var sip: Set<String> = ["192.0.2.10"]
        var nearby = false
        let outcome: String
        /// Facts that must be stated, and a part of their text.
        var facts: [String: String] = [:]
        var ms = 0..<400
    }

    @Test(arguments: cases)
    func reads(_ test: Case) async throws {
        let bench = try Bench("example.com", nameServers: [#require(Endpoint("\(Self.resolver):53"))])
        bench.network.serve(
            [
                Self.resolver: test.resolver, "192.0.2.61": test.first, "192.0.2.62": test.second,
                "192.0.2.60": test.parent,
            ], sip: test.sip, nearby: test.nearby)
        let (finding, ms) = try await bench.run("dns.authority")
        #expect(finding.outcome == test.outcome, "\(finding.title)")
        for (name, part) in test.facts {
            let text = finding.facts[name]?.words ?? "not stated"
            #expect(text.contains(part), "\(name): \(text)")
        }
        #expect(test.ms.contains(ms), "\(ms)")
        #expect(bench.network.openSockets <= 1)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }

    private nonisolated static let silent = FakeNetwork.Names(zones: [zone()], behavior: .silent)
    private nonisolated static let refusing = FakeNetwork.Names(zones: [zone()], behavior: .fails(.refused))

    nonisolated static let cases: [Case] = [
        Case(testDescription: "all agree", outcome: "consistent", facts: ["servers": "serves the zone, serial 7"]),
        Case(
            testDescription: "one refuses", second: refusing, outcome: "lame",
            facts: ["lame": "ns2.example.com (192.0.2.62:53) refuses (REFUSED)"]),
        Case(
            testDescription: "one has another zone", second: FakeNetwork.Names(zones: [com()]), outcome: "lame",
            facts: ["lame": "says that there is no such zone"]),
        Case(
            testDescription: "one is dead", second: silent,
            outcome: "lame", facts: ["mute": "ns2.example.com (192.0.2.62:53) does not answer"], ms: 1500..<2000),
        Case(
            testDescription: "all refuse", first: refusing, second: refusing, outcome: "unserved",
            facts: ["servers": "refuses"], ms: 600..<1000),
        Case(
            testDescription: "all refuse, by the word of the first router", first: refusing, second: refusing,
            nearby: true, outcome: "intercepted"),
        Case(
            testDescription: "a filter gives an address of nowhere",
            resolver: FakeNetwork.Names(zones: [zone(address("0.0.0.0")), com()], isAuthority: false),
            outcome: "differs", facts: ["differences": "an address that a private view or a filter gives"],
            ms: 0..<6000),
        Case(
            testDescription: "a proxy stands before all",
            first: FakeNetwork.Names(zones: [zone()], isAuthority: false),
            second: FakeNetwork.Names(zones: [zone()], isAuthority: false), outcome: "intercepted",
            ms: 600..<1000),
        Case(
            testDescription: "DNS goes out to the resolver only",
            first: silent,
            second: silent,
            parent: FakeNetwork.Names(zones: [com()], behavior: .silent), outcome: "unreachable", ms: 1500..<3600),
        Case(
            testDescription: "different versions", second: FakeNetwork.Names(zones: [zone(serial: 6)]),
            outcome: "inconsistent", facts: ["serials": "serial 6"]),
        Case(
            testDescription: "an old address, by the serial number",
            resolver: FakeNetwork.Names(zones: [zone(serial: 6), com()], isAuthority: false),
            first: FakeNetwork.Names(zones: [zone(new)]), second: FakeNetwork.Names(zones: [zone(new)]),
            sip: ["192.0.2.20"], outcome: "differs",
            facts: [
                "differences": "A sip.example.com: the resolver says 192.0.2.10 (for 60 s more), the zone's own server "
                    + "says 192.0.2.20", "differs_in": "addresses", "behind": "flag(true)", "here": "failed",
                "elsewhere": "answered",
            ], ms: 5000..<6000),
        Case(
            testDescription: "SRV is denied",
            resolver: FakeNetwork.Names(zones: [zone(), com()], behavior: .denies([.srv]), isAuthority: false),
            outcome: "withheld",
            facts: [
                "withheld": "SRV _sip._udp.example.com: the resolver says no such record", "withheld_in": "services",
            ]),
        Case(
            testDescription: "the zone above lists a server more",
            resolver: FakeNetwork.Names(zones: [zone(servers: ["ns1"]), com()], isAuthority: false),
            first: FakeNetwork.Names(zones: [zone(servers: ["ns1"])]), second: refusing, outcome: "lame",
            facts: ["delegation": "the zone above lists ns2.example.com", "lame": "ns2.example.com"]),
        Case(
            testDescription: "nobody says who serves the zone",
            resolver: FakeNetwork.Names(zones: [zone(servers: []), Zone("com", [])], isAuthority: false),
            outcome: "no_zone"),
    ]

    /// The resolver fails for the whole domain: the zone above leads to its servers.
    @Test func asksTheZoneAboveWhereTheResolverFails() async throws {
        let bench = try Bench("example.com", nameServers: [#require(Endpoint("192.0.2.53:53"))])
        let resolver = FakeNetwork.Names(zones: [Self.com()], isAuthority: false)
        let failing = FakeNetwork.Names(zones: [Self.zone()], behavior: .fails(.serverFailure), isAuthority: false)
        bench.network.serve(
            [
                "192.0.2.60": .init(zones: [Self.com()]), "192.0.2.61": Self.refusing, "192.0.2.62": Self.refusing,
            ])
        let others = bench.network.react
        bench.network.react = { sent in
            guard "\(sent.remote)" == "192.0.2.53:53" else { return others(sent) }
            let question = try? DNSCodec.decode(sent.bytes).question
            let name = question?.name.description ?? ""
            // It knows the addresses of the name servers still.
            let isLost = name.hasSuffix("example.com") && !name.hasPrefix("ns")
            let source =
                isLost ? failing : name.hasPrefix("ns") ? .init(zones: [Self.zone()], isAuthority: false) : resolver
            return source.reply(to: sent.bytes).map { [.datagram($0, from: sent.remote, afterMs: 10)] } ?? []
        }
        let (finding, _) = try await bench.run("dns.authority")
        #expect(finding.outcome == "unserved", "\(finding.title)")
        #expect(finding.facts["lame"]?.words.contains("ns1.example.com (192.0.2.61:53) refuses") == true)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }

    /// A domain whose SRV leads into a provider's zone, and that zone.
    private nonisolated static let customer = Zone(
        "example.com",
        [
            .server("@", to: "ns1"), .address("ns1", address("192.0.2.61")),
            .srv("_sip._udp", priority: 1, port: 5060, target: "sip.example.net."),
        ])
    private nonisolated static func provider(_ sip: IPAddress) -> Zone {
        Zone(
            "example.net",
            [.server("@", to: "ns"), .address("ns", address("192.0.2.63")), .address("sip", sip)], serial: 3)
    }

    /// SRV leads into a provider's zone: that one is asked about it.
    @Test func asksTheZonesThatTheRecordsLeadTo() async throws {
        let bench = try Bench("example.com", nameServers: [#require(Endpoint("192.0.2.53:53"))])
        bench.network.serve(
            [
                "192.0.2.53": .init(zones: [Self.customer, Self.provider(Self.old)], isAuthority: false),
                "192.0.2.61": .init(zones: [Self.customer]), "192.0.2.63": .init(zones: [Self.provider(Self.new)]),
            ], sip: ["192.0.2.10", "192.0.2.20"])
        let (finding, _) = try await bench.run("dns.authority")
        #expect(finding.outcome == "differs", "\(finding.title)")
        #expect(finding.facts["zones"] == .list(["example.com", "example.net"]))
        #expect(finding.facts["differs_in"] == .text("addresses"))
        #expect(finding.facts["uncompared"] == nil)
        #expect(finding.facts["behind"] == nil)
        #expect(
            bench.network.questions(to: "192.0.2.63").sorted() == [
                "A sip.example.net", "AAAA sip.example.net", "SOA example.net",
            ])
    }

    /// The provider's server is silent: what is asked there has been compared with nothing, and that is said.
    @Test func tellsWhatWasNotCompared() async throws {
        let bench = try Bench("example.com", nameServers: [#require(Endpoint("192.0.2.53:53"))])
        bench.network.serve(
            [
                "192.0.2.53": .init(zones: [Self.customer, Self.provider(Self.old)], isAuthority: false),
                "192.0.2.61": .init(zones: [Self.customer]),
                "192.0.2.63": .init(zones: [Self.provider(Self.new)], behavior: .silent),
            ], sip: ["192.0.2.10"])
        let (finding, _) = try await bench.run("dns.authority")
        #expect(finding.outcome == "consistent", "\(finding.title)")
        #expect(finding.facts["uncompared"] == .list(["A sip.example.net", "AAAA sip.example.net"]))
    }

    /// A line in the hosts file goes before DNS, and is not what the zone says.
    @Test func tellsTheHostsFile() async throws {
        let bench = try Bench(
            "example.com", nameServers: [#require(Endpoint("192.0.2.53:53"))], hosts: "192.0.2.99 sip.example.com")
        bench.network.serve(
            [
                "192.0.2.53": .init(zones: [Self.zone(), Self.com()], isAuthority: false),
                "192.0.2.60": .init(zones: [Self.com()]), "192.0.2.61": .init(zones: [Self.zone()]),
                "192.0.2.62": .init(zones: [Self.zone()]),
            ], sip: ["192.0.2.10"])
        let (finding, _) = try await bench.run("dns.authority")
        #expect(finding.outcome == "differs")
        #expect(
            finding.facts["differences"]?.words.contains("this host's hosts file says 192.0.2.99") == true)
        #expect(finding.text("here") == "failed")
        #expect(finding.text("elsewhere") == "answered")
    }

    /// Few questions: each server is asked for itself, one of them for the records; the resolver hears no address twice.
    @Test func isPolite() async throws {
        let bench = try Bench("example.com", nameServers: [#require(Endpoint("192.0.2.53:53"))])
        bench.network.serve(
            [
                "192.0.2.53": .init(zones: [Self.zone(), Self.com()], isAuthority: false),
                "192.0.2.60": .init(zones: [Self.com()]), "192.0.2.61": .init(zones: [Self.zone()]),
                "192.0.2.62": .init(zones: [Self.zone()]),
            ], sip: ["192.0.2.10"])
        _ = try await bench.run("dns.authority")
        #expect(bench.network.questions(to: "192.0.2.61").count == 7)
        #expect(bench.network.questions(to: "192.0.2.62") == ["SOA example.com"])
        #expect(bench.network.questions(to: "192.0.2.60") == ["NS example.com"])
        #expect(bench.network.sent.count < 30)
    }

    @Test func anAddressHasNoZone() async throws {
        let (finding, ms) = try await Bench("192.0.2.10").run("dns.authority")
        #expect(finding.outcome == "literal")
        #expect(ms == 0)
    }

    /// The end of the run ends the questions; nothing is claimed.
    @Test func deadline() async throws {
        let bench = try Bench("example.com", nameServers: [#require(Endpoint("192.0.2.53:53"))]) { $0.deadlineMs = 700 }
        bench.network.serve(
            [
                "192.0.2.53": .init(zones: [Self.zone(), Self.com()], isAuthority: false), "192.0.2.60": Self.silent,
                "192.0.2.61": .init(zones: [Self.zone()], behavior: .silent), "192.0.2.62": Self.silent,
            ])
        let (finding, ms) = try await bench.run("dns.authority")
        #expect(finding.outcome == "skipped")
        #expect(ms <= 700)
        #expect(bench.network.openSockets == 0)
    }
}

extension Value {
    /// For a test to look into.
    fileprivate var words: String {
        switch self {
        case .text(let text): text
        case .list(let texts): texts.joined(separator: "\n")
        case .flag, .number: "\(self)"
        }
    }
}
