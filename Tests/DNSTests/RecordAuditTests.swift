import Testing

@testable import DNS

@Suite struct RecordAuditTests {
    /// Rows of answers as `LocatorScript` reads them, and the remarks that must be among those made.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let rows: [String]
        let remarks: [String]
    }

    @Test(arguments: cases)
    func remarks(_ test: Case) {
        let texts = Self.audit(test.rows).map(\.text)
        for remark in test.remarks { #expect(texts.contains { $0.contains(remark) }, "\(remark): \(texts)") }
    }

    /// A domain as the RFCs want it gets no more than notes.
    @Test func findsNothingInAHealthyDomain() {
        let rows = [
            "NAPTR example.com: 10 10 s SIP+D2U - _sip._udp.example.com;20 10 s SIPS+D2T - _sips._tcp.example.com",
            "SRV _sip._udp.example.com: 1 10 5060 a.example.com;2 10 5060 b.example.com",
            "SRV _sips._tcp.example.com: 1 10 5061 a.example.com;2 10 5061 b.example.com",
            "A a.example.com: 192.0.2.1", "A b.example.com: 192.0.2.2", "A example.com: 192.0.2.1",
        ]
        #expect(Self.audit(rows) == [])
    }

    /// No answer is no denial: nothing is said to be missing that was not heard of.
    @Test(arguments: [
        ("SRV _sip._udp.example.com: timeout", "there is no SRV _sip._udp.example.com"),
        ("A example.com: servfail", "which has none"), ("AAAA example.com: timeout", "which has none"),
    ])
    func deniesNothingThatWasNotAnswered(_ row: String, _ claim: String) {
        let known = ["SRV _sip._tcp.example.com: 1 1 5060 sip.example.com", Self.sip]
        #expect(Self.audit(known).contains { $0.text.contains(claim) })
        #expect(!Self.audit(known + [row]).contains { $0.text.contains(claim) })
    }

    /// Each remark once, the worst first.
    @Test func sortsBySeverity() {
        let remarks = Self.audit([
            "SRV _sip._tcp.example.com: 1 0 5060 gone.example.com;1 0 5060 sip.example.com",
            "A sip.example.com: 192.0.2.1",
        ])
        #expect(remarks.map(\.severity) == [.defect, .hint, .info])
    }

    private static func audit(_ rows: [String]) -> [Remark] {
        var script = LocatorScript(rows)
        script.run(ServerLocator.Request(host: .name(name("example.com"))))
        let questions = RecordAudit.questions(name("example.com"))
        let answers = questions.map { ($0, script.answers["\($0)"] ?? QueryResult(.nodata)) }
        return RecordAudit(name("example.com"), script.location, Dictionary(answers) { first, _ in first }).remarks
    }

    private static let sip = "A sip.example.com: 192.0.2.1"
    private static let udp = "SRV _sip._udp.example.com: 1 1 5060 sip.example.com"

    static let cases: [Case] = [
        Case(
            testDescription: "an alias", rows: [udp, "A sip.example.com: alias real.org, 192.0.2.1"],
            remarks: ["the SRV target sip.example.com is an alias"]),
        Case(
            testDescription: "a target with the domain twice",
            rows: ["SRV _sip._udp.example.com: 1 1 5060 sip.example.com.example.com;2 1 5060 sip.example.com", sip],
            remarks: ["sip.example.com.example.com has no address: example.com stands in it twice"]),
        Case(
            testDescription: "an address where a name must stand",
            rows: ["SRV _sip._udp.example.com: 1 1 5060 192.0.2.9;2 1 5060 sip.example.com", sip],
            remarks: ["192.0.2.9 has no address: it is an IP address"]),
        Case(
            testDescription: "NAPTR with another flag, and with a regular expression",
            rows: [
                "NAPTR example.com: 1 1 u SIP+D2U - _sip._udp.example.com;2 1 s SIP+D2T !x!y! _sip._tcp.example.com",
                udp,
                sip,
            ],
            remarks: [
                "NAPTR \"SIP+D2U\" has the flag \"u\"", "NAPTR \"SIP+D2T\" has a regular expression",
                "none of the NAPTR",
            ]),
        Case(
            testDescription: "one of two NAPTR records dangles",
            rows: [
                "NAPTR example.com: 1 1 s SIP+D2U - _sip._udp.example.com;2 1 s SIP+D2T - _sip._tcp.example.com", udp,
                sip,
            ],
            remarks: ["NAPTR leads to _sip._tcp.example.com, which has no SRV records"]),
        Case(
            testDescription: "NAPTR leads to another transport",
            rows: ["NAPTR example.com: 1 1 s SIP+D2T - _sip._udp.example.com", udp, sip],
            remarks: ["leads to _sip._udp.example.com, where the records of another transport are"]),
        Case(
            testDescription: "NAPTR of one order for all",
            rows: [
                "NAPTR example.com: 1 1 s SIP+D2U - _sip._udp.example.com;1 2 s SIP+D2T - _sip._tcp.example.com", udp,
                "SRV _sip._tcp.example.com: 1 1 5060 sip.example.com", sip,
            ],
            remarks: ["have the same order"]),
        Case(
            testDescription: "SRV that NAPTR does not name",
            rows: [
                "NAPTR example.com: 1 1 s SIP+D2U - _sip._udp.example.com", udp,
                "SRV _sips._tcp.example.com: 1 1 5061 sip.example.com", sip,
            ],
            remarks: ["no NAPTR record names _sips._tcp.example.com"]),
        Case(
            testDescription: "TCP alone, and no address of the domain",
            rows: ["SRV _sip._tcp.example.com: 1 1 5060 sip.example.com", sip],
            remarks: ["there is no SRV _sip._udp.example.com", "which has none"]),
        Case(
            testDescription: "the port of TLS for plain TCP",
            rows: ["SRV _sip._tcp.example.com: 1 1 5061 sip.example.com", sip],
            remarks: ["SRV _sip._tcp.example.com is for plain SIP, and port 5061"]),
        Case(
            testDescription: "the plain port for TLS",
            rows: ["SRV _sips._tcp.example.com: 1 1 5060 sip.example.com", sip],
            remarks: ["SRV _sips._tcp.example.com is for TLS, and port 5060"]),
        Case(
            testDescription: "the lone dot beside a server",
            rows: ["SRV _sip._udp.example.com: 1 1 5060 sip.example.com;2 0 0 .", sip],
            remarks: ["names \".\" (no such service) beside servers"]),
        Case(
            testDescription: "port 0", rows: ["SRV _sip._udp.example.com: 1 1 0 sip.example.com", sip],
            remarks: ["port 0 of sip.example.com"]),
        Case(
            testDescription: "one server, and equal ones",
            rows: [
                udp, "SRV _sip._tcp.example.com: 1 0 5060 sip.example.com;1 0 5060 b.example.com", sip,
                "A b.example.com: 192.0.2.2",
            ],
            remarks: ["_sip._udp.example.com names one server", "_sip._tcp.example.com: equal priorities"]),
        Case(
            testDescription: "the domain's own address is elsewhere", rows: [udp, sip, "A example.com: 192.0.2.80"],
            remarks: ["example.com itself has the address 192.0.2.80, SRV leads to 192.0.2.1"]),
        Case(
            testDescription: "Microsoft's name",
            rows: [udp, sip, "SRV _sip._tls.example.com: 1 1 443 sipdir.online.lync.com"],
            remarks: ["SRV _sip._tls.example.com exists"]),
        Case(
            testDescription: "the records stand at the host",
            rows: [
                "SRV _sip._udp.sip.example.com: 1 1 5060 sip.example.com", "A example.com: 192.0.2.1",
            ],
            remarks: ["the records stand at the host sip.example.com, and none at example.com"]),
        Case(
            testDescription: "a question that gets no answer", rows: [udp, sip, "NAPTR example.com: timeout"],
            remarks: ["NAPTR example.com: no answer"]),
    ]

    @Test(arguments: [(5, "for 5 s only"), (300, nil), (604_800, "for 604800 s")] as [(UInt32, String?)])
    func lifetime(_ ttl: UInt32, _ words: String?) {
        let remark = Remark.lifetime(DNSQuestion(name("a.org"), .a), ttl)
        #expect((remark == nil) == (words == nil))
        if let words { #expect(remark?.text.contains(words) == true) }
    }
}
