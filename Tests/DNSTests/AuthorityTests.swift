import Testing

@testable import DNS

/// What is read out of the replies of a zone's own servers, and how they compare with the resolver's.
@Suite struct AuthorityTests {
    private static let zone = name("example.com")

    private static func reply(
        _ type: RecordType, _ answer: [RecordData] = [], owner: DomainName = name("sip.example.com"),
        serial: UInt32? = nil, rcode: ResponseCode = .noError, flags: DNSMessage.Flags = .authoritative,
        alias: DomainName? = nil, authority: [DNSRecord] = []
    ) -> QueryResult {
        var message = DNSMessage(id: 1, flags: [.response, flags], question: DNSQuestion(owner, type))
        message.rcode = rcode
        if let alias { message.answer.append(DNSRecord(owner, ttl: 60, .cname(alias))) }
        message.answer += answer.map { DNSRecord(alias ?? owner, ttl: 60, $0) }
        message.authority = authority
        if let serial {
            let soa = SOA(primary: zone, mailbox: zone, serial: serial, minimum: 60)
            message.authority.append(DNSRecord(zone, ttl: 60, .soa(soa)))
        }
        return AnswerReader(question: DNSQuestion(owner, type), message: message).result()
    }

    private static func failure(_ outcome: QueryResult.Outcome) -> QueryResult { QueryResult(outcome) }

    private static func a(_ texts: String...) -> [RecordData] {
        texts.compactMap { DNSAddress($0) }.map { .address($0) }
    }

    private static let srv: [RecordData] = [
        .srv(SRV(priority: 1, weight: 1, port: 5060, target: name("sip.example.com")))
    ]
    private static let other: [RecordData] = [
        .srv(SRV(priority: 1, weight: 1, port: 5062, target: name("sip.example.com")))
    ]

    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let resolver: QueryResult
        let zone: QueryResult
        let verdict: AnswerComparison
    }

    @Test(arguments: rows)
    func compares(_ row: Row) {
        #expect(AnswerComparison(resolver: row.resolver, zone: row.zone, serial: 7) == row.verdict)
    }

    static let rows: [Row] = [
        Row(
            testDescription: "the same in another order", resolver: reply(.a, a("192.0.2.1", "192.0.2.2")),
            zone: reply(.a, a("192.0.2.2", "192.0.2.1")), verdict: .same),
        Row(
            testDescription: "another address", resolver: reply(.a, a("192.0.2.1")), zone: reply(.a, a("192.0.2.9")),
            verdict: .differs),
        Row(
            testDescription: "a part of the addresses", resolver: reply(.a, a("192.0.2.1", "192.0.2.2")),
            zone: reply(.a, a("192.0.2.2", "192.0.2.3")), verdict: .same),
        Row(testDescription: "another port", resolver: reply(.srv, srv), zone: reply(.srv, other), verdict: .differs),
        Row(
            testDescription: "a part of the SRV records", resolver: reply(.srv, srv), zone: reply(.srv, srv + other),
            verdict: .differs),
        Row(
            testDescription: "SRV denied, by the zone as it is", resolver: reply(.srv, serial: 7),
            zone: reply(.srv, srv), verdict: .withheld),
        Row(
            testDescription: "SRV denied, and no word of the zone", resolver: reply(.srv), zone: reply(.srv, srv),
            verdict: .withheld),
        Row(
            testDescription: "SRV denied by an older zone", resolver: reply(.srv, serial: 6, rcode: .nameError),
            zone: reply(.srv, srv), verdict: .differs),
        Row(
            testDescription: "an address denied", resolver: reply(.a, rcode: .nameError),
            zone: reply(.a, a("192.0.2.1")), verdict: .differs),
        Row(
            testDescription: "SRV lost", resolver: failure(.timeout), zone: reply(.srv, srv), verdict: .withheld),
        Row(
            testDescription: "an address failed", resolver: failure(.servfail), zone: reply(.a, a("192.0.2.1")),
            verdict: .withheld),
        Row(
            testDescription: "signatures", resolver: failure(.bogus), zone: reply(.a, a("192.0.2.1")),
            verdict: .unknown),
        Row(
            testDescription: "both have none", resolver: reply(.a), zone: reply(.a, rcode: .nameError), verdict: .same),
        Row(
            testDescription: "made up by the resolver", resolver: reply(.a, a("192.0.2.1")),
            zone: reply(.a, rcode: .nameError), verdict: .differs),
        Row(
            testDescription: "lost, and there is none", resolver: failure(.timeout), zone: reply(.a), verdict: .unknown),
        Row(
            testDescription: "no authority", resolver: reply(.a, a("192.0.2.1")),
            zone: reply(.a, a("192.0.2.9"), flags: .recursionAvailable), verdict: .unknown),
        Row(
            testDescription: "the zone's server is silent", resolver: reply(.a, a("192.0.2.1")),
            zone: failure(.timeout), verdict: .unknown),
        Row(
            testDescription: "an alias out of the zone, followed by the resolver",
            resolver: reply(.a, a("192.0.2.1"), alias: name("cloud.org")), zone: reply(.a, alias: name("cloud.org")),
            verdict: .same),
        Row(
            testDescription: "another alias", resolver: reply(.a, a("192.0.2.1"), alias: name("old.org")),
            zone: reply(.a, alias: name("cloud.org")), verdict: .differs),
    ]

    struct StandingRow: CustomTestStringConvertible {
        let testDescription: String
        let result: QueryResult
        let standing: NameServerStanding
    }

    private static func soa(_ flags: DNSMessage.Flags, owner: DomainName = zone) -> QueryResult {
        let data = RecordData.soa(SOA(primary: zone, mailbox: zone, serial: 7, minimum: 60))
        return reply(.soa, [data], owner: owner, flags: flags)
    }

    private static let ns = [DNSRecord(name("com"), ttl: 60, .ns(name("a.gtld.net")))]

    @Test(arguments: standings)
    func stands(_ row: StandingRow) {
        #expect(NameServerStanding(row.result, zone: Self.zone) == row.standing)
    }

    static let standings: [StandingRow] = [
        StandingRow(testDescription: "serves", result: soa(.authoritative), standing: .serves(serial: 7)),
        StandingRow(testDescription: "as a resolver", result: soa(.recursionAvailable), standing: .recurses),
        StandingRow(testDescription: "from a cache", result: soa([]), standing: .unauthoritative),
        StandingRow(
            testDescription: "claims it does not exist",
            result: reply(.soa, owner: zone, rcode: .nameError, flags: .authoritative), standing: .denies),
        StandingRow(
            testDescription: "points upward", result: reply(.soa, owner: zone, flags: [], authority: ns),
            standing: .refers),
        StandingRow(testDescription: "refuses", result: failure(.refused), standing: .refuses),
        StandingRow(testDescription: "fails", result: failure(.servfail), standing: .fails("SERVFAIL")),
        StandingRow(testDescription: "cannot", result: failure(.otherRcode(4)), standing: .fails("NOTIMP")),
        StandingRow(testDescription: "silent", result: failure(.timeout), standing: .silent),
        StandingRow(testDescription: "damaged", result: failure(.malformed), standing: .damaged),
    ]

    @Test func readsAReferral() throws {
        var result = Self.reply(.ns, owner: name("example.com"), flags: [])
        result.message?.authority = [
            DNSRecord(name("example.com"), ttl: 60, .ns(name("ns1.example.com"))),
            DNSRecord(name("example.com"), ttl: 60, .ns(name("ns.other.org"))),
            DNSRecord(name("example.com"), ttl: 60, .ns(name("NS1.example.com"))),
        ]
        let glue = try address("192.0.2.61")
        result.message?.additional = [DNSRecord(name("ns1.example.com"), ttl: 60, .address(glue))]
        let referral = try #require(Referral(result, of: name("sip.example.com"), below: name("com")))
        #expect(referral.zone == name("example.com"))
        #expect(referral.servers.map(\.name) == [name("ns1.example.com"), name("ns.other.org")])
        #expect(referral.servers.map(\.addresses) == [[glue], []])
        // Neither up nor sideways.
        #expect(Referral(result, of: name("sip.example.com"), below: name("example.com")) == nil)
        #expect(Referral(result, of: name("example.net")) == nil)
    }

    @Test(arguments: [(1, 2, true), (2, 1, false), (7, 7, false), (4_294_967_295, 1, true), (1, 4_294_967_295, false)])
    func serialNumbersWrap(_ left: UInt32, _ right: UInt32, _ isOlder: Bool) {
        #expect(SerialNumber.isOlder(left, than: right) == isOlder)
    }

    @Test(arguments: [
        ("sip.example.com", "example.com", true), ("example.com", "EXAMPLE.com", true), ("example.com", ".", true),
        ("badexample.com", "example.com", false), ("com", "example.com", false),
    ])
    func isWithin(_ low: String, _ high: String, _ isWithin: Bool) {
        #expect(name(low).isWithin(name(high)) == isWithin)
    }
}
