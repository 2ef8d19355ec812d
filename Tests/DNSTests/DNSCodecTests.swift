import Testing

@testable import DNS

@Suite struct DNSCodecTests {
    @Test(
        arguments: [
            ("nsd-aaaa", ["sip1.example.com 300 AAAA 2001:db8::1"]),
            (
                "nsd-cname-chain",
                [
                    "a.example.com 300 CNAME b.example.com", "b.example.com 300 CNAME c.example.com",
                    "c.example.com 300 A 192.0.2.9",
                ]
            ),
            (
                "nsd-naptr",
                [
                    #"example.com 300 NAPTR 10 50 "s" "SIPS+D2T" "" _sips._tcp.example.com"#,
                    #"example.com 300 NAPTR 20 50 "s" "SIP+D2U" "" _sip._udp.example.com"#,
                    #"example.com 300 NAPTR 30 1 "u" "E2U+sip" "!^.*$!sip:\\1@example.com!" ."#,
                ]
            ),
            (
                "nsd-srv",
                [
                    "_sip._udp.example.com 300 SRV 10 60 5060 sip1.example.com",
                    "_sip._udp.example.com 300 SRV 10 0 5060 sip2.example.com",
                    "_sip._udp.example.com 300 SRV 20 0 5080 backup.example.net",
                ]
            ),
            ("nsd-srv-refused", ["_sip._tcp.example.com 300 SRV 0 0 0 ."]),
            ("nsd-txt", [#"txt.example.com 300 TXT "v=one" "two \" quote" "\007bell""#]),
            (
                "nsd-soa",
                ["example.com 300 SOA ns1.example.com hostmaster.example.com 2026010101 3600 600 86400 60"]
            ),
            ("nsd-nxdomain", []),
        ] as [(String, [String])])
    func readsRepliesOfRealServers(_ fixture: String, _ answer: [String]) throws {
        let message = try DNSCodec.decode(Fixture.bytes(fixture))
        #expect(message.answer.map(\.description) == answer)
        #expect(message.id == 0x1234)
        #expect(message.flags.contains([.response, .authoritative]))
        #expect(message.edns?.payloadSize == 1232)
    }

    @Test func readsCodesAndFlags() throws {
        #expect(try DNSCodec.decode(Fixture.bytes("nsd-nxdomain")).rcode == .nameError)
        #expect(try DNSCodec.decode(Fixture.bytes("nsd-rcode-refused")).rcode == .refused)
        let cut = try DNSCodec.decode(Fixture.bytes("nsd-truncated"))
        #expect(cut.flags.contains(.truncated))
        #expect(cut.edns == nil)
        #expect(cut.question == DNSQuestion(name("big.example.com"), .a))
        let negative = try DNSCodec.decode(Fixture.bytes("nsd-nodata-ent"))
        #expect(negative.authority.map(\.type) == [.soa])
    }

    @Test func readsTheExtendedErrorOfAValidator() throws {
        let bogus = try DNSCodec.decode(Fixture.bytes("unbound-bogus"))
        #expect(bogus.rcode == .serverFailure)
        #expect(bogus.edns?.dnssecOK == true)
        #expect(bogus.edns?.extendedErrors == [ExtendedError(code: 9)])
        #expect(bogus.edns?.extendedErrors.first?.purpose == "DNSKEY Missing")
        let unchecked = try DNSCodec.decode(Fixture.bytes("unbound-bogus-cd"))
        #expect(unchecked.flags.contains([.checkingDisabled, .recursionAvailable]))
        #expect(unchecked.answer.count == 1)
    }

    @Test func writesAQueryOctetForOctet() throws {
        var options = DNSMessage.QueryOptions()
        options.checkingDisabled = true
        options.edns = EDNS(dnssecOK: true)
        let bytes = try DNSCodec.encodeQuery(DNSQuestion(name("a.org"), .srv), id: 0xBEEF, options: options)
        #expect(
            bytes
                == hex(
                    """
                    BEEF 0110 0001 0000 0000 0001
                    01 61 03 6F7267 00 0021 0001
                    00 0029 04D0 00008000 0000
                    """))
        options = DNSMessage.QueryOptions()
        options.recursionDesired = false
        options.edns = nil
        let plain = try DNSCodec.encodeQuery(DNSQuestion(.root, .ns), id: 1, options: options)
        #expect(plain == hex("0001 0000 0001 0000 0000 0000 00 0002 0001"))
    }

    @Test func writesWhatItReads() throws {
        let query = DNSMessage.query(DNSQuestion(name("example.com"), .naptr), id: 7)
        var message = query.response(.badVersion)
        message.flags.formUnion([.authoritative, .truncated, .authenticData, .recursionAvailable])
        message.answer = try Self.everyRecord()
        message.authority = [DNSRecord(name("example.com"), ttl: 1, .ns(name("ns.example.com")))]
        message.additional = [DNSRecord(name("ns.example.com"), ttl: .max, .address(try address("192.0.2.53")))]
        message.edns?.extendedErrors = [ExtendedError(code: 7, text: "expired"), ExtendedError(code: 49_152)]
        #expect(try DNSCodec.decode(DNSCodec.encode(message)) == message)
    }

    private static func everyRecord() throws -> [DNSRecord] {
        let owner = name("example.com")
        let data: [RecordData] = [
            .address(try address("192.0.2.1")), .address(try address("2001:db8::1")), .cname(name("b.org")),
            .ptr(name("p.org")), .txt(["one", "", "thr\"ee"]),
            .srv(SRV(priority: 1, weight: 2, port: 5060, target: .root)),
            .naptr(
                NAPTR(order: 1, preference: 2, flags: "s", services: "SIP+D2U", replacement: name("_sip._udp.b.org"))),
            .soa(SOA(primary: name("ns.b.org"), mailbox: name("m.b.org"), serial: 1, minimum: 9)),
            .other(RecordType(rawValue: 65_400), [1, 2, 3]), .other(RecordType(rawValue: 65_401), []),
        ]
        return data.map { DNSRecord(owner, ttl: 300, $0) }
    }

    @Test(arguments: [
        // Address of three octets; SRV cut in its port; TXT whose string is longer than its record.
        ("0001 0003 C00002", RecordType.a), ("0021 0005 0001000213", .srv), ("0010 0002 0561", .txt),
    ])
    func neverTakesDamagedDataForARecord(_ record: String, _ type: RecordType) {
        let fields = record.split(separator: " ").map(String.init)
        let bytes = hex("0001 8400 0000 0001 0000 0000 00 \(fields[0]) 0001 0000003C \(fields[1]) \(fields[2])")
        let answer = (try? DNSCodec.decode(bytes))?.answer ?? []
        #expect(answer.allSatisfy { if case .other = $0.data { true } else { false } })
    }

    @Test func readsTheQuestionOfADamagedMessage() throws {
        let whole = try Fixture.bytes("nsd-srv")
        let cut = Array(whole.prefix(60))
        #expect(throws: DNSCodecError.self) { try DNSCodec.decode(cut) }
        #expect(try DNSCodec.decodeQuestion(cut).question == DNSQuestion(name("_sip._udp.example.com"), .srv))
    }

    @Test func refusesSeveralQuestions() {
        let bytes = hex("0001 0000 0002 0000 0000 0000 00 0001 0001 00 0001 0001")
        #expect(throws: DNSCodecError.severalQuestions) { try DNSCodec.decode(bytes) }
    }
}
