import Testing

@testable import DNS

@Suite struct ServerLocatorTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        var change: @Sendable (inout ServerLocator.Request) -> Void = { _ in }
        var rows: [String] = []
        let transcript: [String]
    }

    @Test(arguments: cases)
    func locates(_ test: Case) {
        var request = ServerLocator.Request(host: .name(name("example.com")))
        test.change(&request)
        var script = LocatorScript(test.rows)
        script.run(request)
        #expect(script.transcript == test.transcript)
        #expect((script.location.failure == nil) == !script.location.targets.isEmpty)
        #expect(script.location.steps.map(\.question) == script.batches.flatMap(\.self))
    }

    private static let naptr = "ask NAPTR example.com"
    private static let services = "ask SRV _sip._udp.example.com, SRV _sip._tcp.example.com, SRV _sips._tcp.example.com"
    private static let domain = "ask A example.com, AAAA example.com"

    static let cases: [Case] = [
        Case(
            testDescription: "numeric host",
            change: { $0.host = literal }, transcript: ["udp 192.0.2.9 5060 by literal"]),
        Case(
            testDescription: "numeric host, sips, port",
            change: { ($0.host, $0.secure, $0.port) = (literal, true, 5999) },
            transcript: ["tls 192.0.2.9 5999 by literal"]),
        Case(
            testDescription: "numeric host, TCP",
            change: { ($0.host, $0.transport) = (literal, .tcp) }, transcript: ["tcp 192.0.2.9 5060 by literal"]),
        Case(
            testDescription: "numeric host, client without UDP",
            change: { ($0.host, $0.supported) = (literal, [.tcp]) }, transcript: ["tcp 192.0.2.9 5060 by literal"]),
        Case(
            testDescription: "explicit port: no NAPTR, no SRV",
            change: { $0.port = 5070 }, rows: ["A example.com: 192.0.2.1", "AAAA example.com: 2001:db8::1"],
            transcript: [domain, "udp 192.0.2.1 5070 by A", "udp 2001:db8::1 5070 by AAAA"]),
        Case(
            testDescription: "explicit port and transport, IPv6 first",
            change: { ($0.port, $0.transport, $0.families) = (5070, .tls, [.ipv6, .ipv4]) },
            rows: ["A example.com: 192.0.2.1", "AAAA example.com: 2001:db8::1"],
            transcript: [
                "ask AAAA example.com, A example.com", "tls 2001:db8::1 5070 by AAAA", "tls 192.0.2.1 5070 by A",
            ]),
        Case(
            testDescription: "transport parameter: SRV of that alone",
            change: { $0.transport = .tls },
            rows: ["SRV _sips._tcp.example.com: 1 1 5061 a.org", "A a.org: 192.0.2.1"],
            transcript: [
                "ask SRV _sips._tcp.example.com", "ask A a.org, AAAA a.org",
                "tls 192.0.2.1 5061 by SRV _sips._tcp.example.com",
            ]),
        Case(
            testDescription: "transport parameter without SRV",
            change: { $0.transport = .tcp }, rows: ["A example.com: 192.0.2.1"],
            transcript: ["ask SRV _sip._tcp.example.com", domain, "tcp 192.0.2.1 5060 by A"]),
        Case(
            testDescription: "sips with transport=tcp is TLS",
            change: { ($0.transport, $0.secure) = (.tcp, true) }, rows: ["A example.com: 192.0.2.1"],
            transcript: ["ask SRV _sips._tcp.example.com", domain, "tls 192.0.2.1 5061 by A"]),
        Case(
            testDescription: "sips with transport=udp contradicts itself",
            change: { ($0.transport, $0.secure) = (.udp, true) }, transcript: ["fail no transport"]),
        Case(
            testDescription: "sips and a client without TLS",
            change: { ($0.supported, $0.secure) = ([.udp], true) }, transcript: ["fail no transport"]),
        Case(
            testDescription: "WebSocket has no SRV",
            change: { $0.transport = .wss }, rows: ["A example.com: 192.0.2.1"],
            transcript: [domain, "wss 192.0.2.1 443 by A"]),
        Case(
            testDescription: "NAPTR, lowest order first",
            rows: [
                "NAPTR example.com: 20 1 s SIP+D2U - _sip._udp.example.com;10 2 S sip+d2t - _sip._tcp.example.com;10 9 s SIPS+D2T - _sips._tcp.example.com",
                "SRV _sip._udp.example.com: 1 1 5060 u.org", "SRV _sip._tcp.example.com: 1 1 5060 t.org",
                "A t.org: 192.0.2.1",
            ],
            transcript: [
                naptr, "ask SRV _sip._tcp.example.com, SRV _sips._tcp.example.com, SRV _sip._udp.example.com",
                "ask A t.org, AAAA t.org",
                "tcp 192.0.2.1 5060 by SRV _sip._tcp.example.com",
            ]),
        Case(
            testDescription: "NAPTR for sips",
            change: { $0.secure = true },
            rows: [
                "NAPTR example.com: 10 1 s SIP+D2U - _sip._udp.example.com;20 1 s SIPS+D2T - _x.example.net",
                "SRV _x.example.net: 1 1 5061 t.org", "AAAA t.org: 2001:db8::1",
            ],
            transcript: [
                naptr, "ask SRV _x.example.net", "ask A t.org, AAAA t.org",
                "tls 2001:db8::1 5061 by SRV _x.example.net",
            ]),
        Case(
            testDescription: "NAPTR of no use: as if there were none",
            change: { $0.supported = [.udp] },
            rows: [
                "NAPTR example.com: 1 1 s SIP+D2S - _sip._sctp.example.com;2 1 u E2U+sip !x!y! .",
                "SRV _sip._udp.example.com: 1 1 5060 u.org", "A u.org: 192.0.2.1",
            ],
            transcript: [
                naptr, services, "ask A u.org, AAAA u.org",
                "udp 192.0.2.1 5060 by SRV _sip._udp.example.com",
            ]),
        Case(
            testDescription: "NAPTR to nothing",
            rows: ["NAPTR example.com: 1 1 s SIP+D2U - _sip._udp.example.com", "A example.com: 192.0.2.1"],
            transcript: [naptr, "ask SRV _sip._udp.example.com", "fail dangling _sip._udp.example.com"]),
        Case(
            testDescription: "the first NAPTR to nothing, the second good",
            rows: [
                "NAPTR example.com: 1 1 s SIP+D2U - _sip._udp.example.com;2 1 s SIP+D2T - _sip._tcp.example.com",
                "SRV _sip._tcp.example.com: 1 1 5060 t.org", "A t.org: 192.0.2.1",
            ],
            transcript: [
                naptr, "ask SRV _sip._udp.example.com, SRV _sip._tcp.example.com", "ask A t.org, AAAA t.org",
                "tcp 192.0.2.1 5060 by SRV _sip._tcp.example.com",
            ]),
        Case(
            testDescription: "NAPTR good, SRV lost by the resolver",
            rows: ["NAPTR example.com: 1 1 s SIP+D2U - _sip._udp.example.com", "SRV _sip._udp.example.com: timeout"],
            transcript: [naptr, "ask SRV _sip._udp.example.com", "fail timeout at SRV _sip._udp.example.com"]),
        Case(
            testDescription: "no NAPTR: the client's preference among the SRV",
            rows: [
                "SRV _sips._tcp.example.com: 1 1 5061 s.org", "SRV _sip._tcp.example.com: 1 1 5060 t.org",
                "A t.org: 192.0.2.1",
            ],
            transcript: [naptr, services, "ask A t.org, AAAA t.org", "tcp 192.0.2.1 5060 by SRV _sip._tcp.example.com"]),
        Case(
            testDescription: "no NAPTR, sips: only its own SRV",
            change: { $0.secure = true },
            rows: ["SRV _sip._udp.example.com: 1 1 5060 u.org", "A example.com: 192.0.2.1"],
            transcript: [naptr, services, domain, "tls 192.0.2.1 5061 by A"]),
        Case(
            testDescription: "neither NAPTR nor SRV",
            rows: ["A example.com: 192.0.2.1;192.0.2.2"],
            transcript: [naptr, services, domain, "udp 192.0.2.1 5060 by A", "udp 192.0.2.2 5060 by A"]),
        Case(
            testDescription: "priorities, weights, ports, and a target twice",
            rows: [
                "SRV _sip._udp.example.com: 20 0 5080 b.org;10 5 5060 a.org;10 0 5062 c.org;20 0 5081 a.org",
                "A a.org: 192.0.2.1", "A b.org: 192.0.2.2", "AAAA b.org: 2001:db8::2", "A c.org: 192.0.2.3",
            ],
            transcript: [
                naptr, services, "ask A c.org, AAAA c.org, A a.org, AAAA a.org, A b.org, AAAA b.org",
                "udp 192.0.2.3 5062 by SRV _sip._udp.example.com", "udp 192.0.2.1 5060 by SRV _sip._udp.example.com",
                "udp 192.0.2.2 5080 by SRV _sip._udp.example.com", "udp 2001:db8::2 5080 by SRV _sip._udp.example.com",
                "udp 192.0.2.1 5081 by SRV _sip._udp.example.com",
            ]),
        Case(
            testDescription: "service refused by the target's dot",
            change: { $0.transport = .udp }, rows: ["SRV _sip._udp.example.com: 0 0 0 .", "A example.com: 192.0.2.1"],
            transcript: ["ask SRV _sip._udp.example.com", "fail refused example.com"]),
        Case(
            testDescription: "UDP refused, TCP offered",
            rows: [
                "SRV _sip._udp.example.com: 0 0 0 .", "SRV _sip._tcp.example.com: 1 1 5060 t.org", "A t.org: 192.0.2.1",
            ],
            transcript: [naptr, services, "ask A t.org, AAAA t.org", "tcp 192.0.2.1 5060 by SRV _sip._tcp.example.com"]),
        Case(
            testDescription: "all refused",
            rows: [
                "SRV _sip._udp.example.com: 0 0 0 .", "SRV _sips._tcp.example.com: 0 0 0 .", "A example.com: 192.0.2.1",
            ],
            transcript: [naptr, services, "fail refused example.com"]),
        Case(
            testDescription: "UDP refused, TCP unknown",
            rows: ["SRV _sip._udp.example.com: 0 0 0 .", "SRV _sip._tcp.example.com: servfail"],
            transcript: [naptr, services, "fail servfail([]) at SRV _sip._tcp.example.com"]),
        Case(
            testDescription: "the domain does not exist",
            rows: nowhere("nxdomain"), transcript: [naptr, services, domain, "fail nxdomain example.com"]),
        Case(
            testDescription: "the domain exists, and has nothing",
            transcript: [naptr, services, domain, "fail no address example.com"]),
        Case(
            testDescription: "SRV names do not exist, the domain does",
            rows: [
                "SRV _sip._udp.example.com: nxdomain", "SRV _sip._tcp.example.com: nxdomain",
                "SRV _sips._tcp.example.com: nxdomain",
            ],
            transcript: [naptr, services, domain, "fail no address example.com"]),
        Case(
            testDescription: "the domain is an alias of nothing",
            change: { $0.port = 5060 },
            rows: ["A example.com: alias gone.org, nxdomain", "AAAA example.com: alias gone.org, nxdomain"],
            transcript: [domain, "fail no address example.com"]),
        Case(
            testDescription: "a silent resolver",
            rows: nowhere("timeout"), transcript: [naptr, services, domain, "fail timeout at A example.com"]),
        Case(
            testDescription: "a broken signature",
            rows: nowhere("bogus"), transcript: [naptr, services, domain, "fail bogus([]) at A example.com"]),
        Case(
            testDescription: "one family refused, the other empty",
            change: { $0.port = 5060 }, rows: ["A example.com: nodata", "AAAA example.com: refused"],
            transcript: [domain, "fail refused at AAAA example.com"]),
        Case(
            testDescription: "one family is enough",
            change: { $0.port = 5060 }, rows: ["A example.com: 192.0.2.1", "AAAA example.com: servfail"],
            transcript: [domain, "udp 192.0.2.1 5060 by A"]),
        Case(
            testDescription: "no SRV target has an address",
            rows: [
                "SRV _sip._udp.example.com: 1 1 5060 a.org;2 1 5060 b.org", "A a.org: nxdomain", "AAAA a.org: nxdomain",
            ],
            transcript: [
                naptr, services, "ask A a.org, AAAA a.org, A b.org, AAAA b.org", "fail unresolvable a.org b.org",
            ]),
        Case(
            testDescription: "the resolver fails for the only SRV target",
            rows: ["SRV _sip._udp.example.com: 1 1 5060 a.org", "A a.org: servfail"],
            transcript: [naptr, services, "ask A a.org, AAAA a.org", "fail servfail([]) at A a.org"]),
        Case(
            testDescription: "no family wanted",
            change: { ($0.port, $0.families) = (5060, []) }, transcript: ["fail no address example.com"]),
    ]

    private static var literal: ServerLocator.Request.Host {
        DNSAddress("192.0.2.9").map(ServerLocator.Request.Host.address) ?? .name(.root)
    }

    private static func nowhere(_ outcome: String) -> [String] {
        let services = ["_sip._udp", "_sip._tcp", "_sips._tcp"].map { "SRV \($0).example.com: \(outcome)" }
        return ["NAPTR", "A", "AAAA"].map { "\($0) example.com: \(outcome)" } + services
    }
}
