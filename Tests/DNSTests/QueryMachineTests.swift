import Testing

@testable import DNS

@Suite struct QueryMachineTests {
    /// One line an event, "event => actions".
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        var servers = 2
        var change: @Sendable (inout QueryPolicy) -> Void = { _ in }
        let lines: [String]
    }

    @Test(arguments: cases)
    func behaves(_ test: Case) {
        var script = QueryScript(servers: test.servers, test.change)
        for line in test.lines {
            let parts = line.split(separator: "=>", omittingEmptySubsequences: false)
                .map { $0.drop { $0 == " " } }
            let event = String(parts[0].prefix(parts[0].count - (parts[0].last == " " ? 1 : 0)))
            #expect(script.run(event) == parts[1], "\(event)")
        }
    }

    static let cases: [Case] = [
        Case(
            testDescription: "an answer",
            lines: ["start => udp 0", "reply 0 NOERROR a=192.0.2.1 => finish records 192.0.2.1 from 0", "timeout =>"]),
        Case(
            testDescription: "NODATA and a question in another case",
            lines: ["start => udp 0", "reply 0 NOERROR soa othercase => finish nodata from 0"]),
        Case(
            testDescription: "replies that do not fit are not believed",
            lines: [
                "start => udp 0", "reply 0 NOERROR a=192.0.2.66 wrongid =>", "reply 1 NOERROR a=192.0.2.66 =>",
                "reply 0 NOERROR a=192.0.2.66 othername =>", "reply 0 NOERROR a=192.0.2.66 query =>",
                "reply 0 NOERROR a=192.0.2.66 noquestion =>",
                "reply 0 NOERROR a=192.0.2.1 => finish records 192.0.2.1 from 0",
            ]),
        Case(
            testDescription: "silence: every server in turn, twice",
            lines: [
                "start => udp 0", "timeout => udp 1", "stale =>", "timeout => udp 0 plain", "timeout => udp 1 plain",
                "timeout => finish timeout",
            ]),
        Case(
            testDescription: "a late reply is still an answer",
            lines: [
                "start => udp 0", "timeout => udp 1", "timeout => udp 0 plain",
                "reply 1 NOERROR a=192.0.2.1 => finish records 192.0.2.1 from 1",
            ]),
        Case(
            testDescription: "a late reply to the first of two queries",
            lines: [
                "start => udp 0", "timeout => udp 1", "timeout => udp 0 plain",
                "reply 0 NOERROR first a=192.0.2.1 => finish records 192.0.2.1 from 0",
            ]),
        Case(
            testDescription: "an ICMP refusal goes on at once",
            lines: [
                "start => udp 0", "icmp 0 => udp 1", "icmp 0 =>", "icmp 1 => udp 0", "icmp 0 => udp 1",
                "icmp 1 => finish timeout",
            ]),
        Case(
            testDescription: "a late ICMP refusal moves nothing",
            lines: [
                "start => udp 0", "timeout => udp 1", "icmp 0 =>", "reply 1 NXDOMAIN soa => finish nxdomain from 1",
            ]),
        Case(
            testDescription: "servers that refuse are not asked twice",
            lines: ["start => udp 0", "reply 0 REFUSED => udp 1", "reply 1 NOTAUTH => finish refused from 0"]),
        Case(
            testDescription: "an error reply may lack the question",
            lines: [
                "start => udp 0", "reply 0 REFUSED noquestion => udp 1", "timeout => udp 1 plain",
                "timeout => finish refused from 0",
            ]),
        Case(
            testDescription: "a server that does not recurse",
            servers: 1, lines: ["start => udp 0", "reply 0 NOERROR nora => finish refused from 0"]),
        Case(
            testDescription: "a referral is an answer when none was wanted",
            servers: 1, change: { $0.recursionDesired = false },
            lines: ["start => udp 0", "reply 0 NOERROR nora => finish nodata from 0"]),
        Case(
            testDescription: "FORMERR, and again without EDNS",
            lines: [
                "start => udp 0", "reply 0 FORMERR noquestion => udp 0 plain",
                "reply 0 NOERROR a=192.0.2.1 => finish records 192.0.2.1 from 0",
            ]),
        Case(
            testDescription: "silence to EDNS, an answer without",
            servers: 1,
            lines: [
                "start => udp 0", "timeout => udp 0 plain",
                "reply 0 NOERROR a=192.0.2.1 => finish records 192.0.2.1 from 0",
            ]),
        Case(
            testDescription: "a late FORMERR to the query with EDNS does not end the one without",
            servers: 1,
            lines: [
                "start => udp 0", "timeout => udp 0 plain", "reply 0 FORMERR first =>",
                "reply 0 NOERROR a=192.0.2.1 => finish records 192.0.2.1 from 0",
            ]),
        Case(
            testDescription: "FORMERR to plain DNS too",
            lines: [
                "start => udp 0", "reply 0 BADVERS => udp 0 plain", "reply 0 FORMERR => udp 1",
                "reply 1 NOTIMP => udp 1 plain",
                "reply 1 NOTIMP => finish rcode 1 from 0",
            ]),
        Case(
            testDescription: "SERVFAIL, and the next server knows",
            lines: [
                "start => udp 0", "reply 0 SERVFAIL => udp 1",
                "reply 1 NOERROR a=192.0.2.1 => finish records 192.0.2.1 from 1",
            ]),
        Case(
            testDescription: "SERVFAIL with checking disabled too",
            lines: [
                "start => udp 0", "reply 0 SERVFAIL ede=22 => udp 1", "reply 1 REFUSED => udp 0 cd",
                "reply 0 SERVFAIL => finish servfail from 0",
            ]),
        Case(
            testDescription: "SERVFAIL because of DNSSEC",
            servers: 1,
            lines: [
                "start => udp 0", "reply 0 SERVFAIL ede=7 => udp 0 cd",
                "reply 0 NOERROR tc a=192.0.2.1 => finish bogus from 0",
            ]),
        Case(
            testDescription: "the reply without checking never comes",
            servers: 1, lines: ["start => udp 0", "reply 0 SERVFAIL => udp 0 cd", "timeout => finish servfail from 0"]),
        Case(
            testDescription: "a reply to the query with checking is none to the one without",
            servers: 1,
            lines: [
                "start => udp 0", "reply 0 SERVFAIL => udp 0 cd", "reply 0 NOERROR first =>",
                "deadline => finish servfail from 0",
            ]),
        Case(
            testDescription: "SERVFAIL and no DNSSEC wanted",
            servers: 1, change: { $0.dnssecOK = false },
            lines: ["start => udp 0", "reply 0 SERVFAIL => finish servfail from 0"]),
        Case(
            testDescription: "a cut reply goes on over TCP, in parts",
            lines: [
                "start => udp 0", "reply 0 NOERROR tc => tcp 0", "opened =>",
                "tcp NOERROR a=192.0.2.1 split => close, finish records 192.0.2.1 from 0",
            ]),
        Case(
            testDescription: "a reply cut within a record",
            lines: [
                "start => udp 0", "reply 0 NOERROR tc a=192.0.2.1 cut => tcp 0",
                "tcp NOERROR wrongid a=192.0.2.66 =>",
                "tcp NOERROR a=192.0.2.1 => close, finish records 192.0.2.1 from 0",
            ]),
        Case(
            testDescription: "cut, and TCP is refused: what came is better than nothing",
            servers: 1, change: { $0.attempts = 1 },
            lines: [
                "start => udp 0", "reply 0 NOERROR tc a=192.0.2.1 => tcp 0",
                "broken => close, finish records 192.0.2.1 from 0",
            ]),
        Case(
            testDescription: "cut to nothing, and TCP is silent",
            change: { $0.attempts = 1 },
            lines: [
                "start => udp 0", "reply 0 NOERROR tc => tcp 0", "timeout => close, udp 1", "timeout => finish timeout",
            ]),
        Case(
            testDescription: "a late whole reply ends a hanging TCP exchange",
            lines: [
                "start => udp 0", "timeout => udp 1", "reply 1 NOERROR tc => tcp 1",
                "reply 0 NOERROR a=192.0.2.1 => close, finish records 192.0.2.1 from 0",
            ]),
        Case(
            testDescription: "TCP from the start",
            change: { $0.useTCP = true },
            lines: [
                "start => tcp 0", "broken => close, tcp 1", "tcp FORMERR => close, tcp 1 plain",
                "tcp NXDOMAIN => close, finish nxdomain from 1",
            ]),
        Case(
            testDescription: "a damaged reply",
            lines: [
                "start => udp 0", "reply 0 NOERROR a=192.0.2.1 cut => udp 1", "timeout => udp 1 plain",
                "timeout => finish malformed from 0",
            ]),
        Case(
            testDescription: "the deadline ends all",
            lines: [
                "start => udp 0", "timeout => udp 1", "deadline => finish timeout", "reply 1 NOERROR a=192.0.2.1 =>",
            ]),
        Case(testDescription: "no server", servers: 0, lines: ["start => finish timeout", "start =>"]),
        Case(
            testDescription: "another first server",
            servers: 3, change: { ($0.firstServer, $0.attempts) = (2, 1) },
            lines: ["start => udp 2", "timeout => udp 0", "timeout => udp 1", "timeout => finish timeout"]),
        Case(
            testDescription: "nothing before the start", lines: ["deadline =>", "reply 0 NOERROR =>", "start => udp 0"]),
    ]

    @Test func followsAliases() throws {
        let result = try #require(
            run(["start", "reply 0 NOERROR ad cname=sip.example.com/b.org cname=b.org/c.org a=192.0.2.1"]))
        #expect(result.aliases == [name("b.org"), name("c.org")])
        #expect(result.records.map(\.owner) == [name("c.org")])
        #expect(result.ttl == 60)
        #expect(result.authenticData)
    }

    @Test func survivesAnAliasLoop() throws {
        let result = try #require(
            run(["start", "reply 0 NOERROR cname=sip.example.com/b.org cname=b.org/sip.example.com soa"]))
        #expect(result.outcome == .nodata)
        #expect(result.aliases.count == AnswerReader.maximumAliases)
    }

    @Test func leavesDamagedRecordsOut() throws {
        var message = DNSMessage(id: 1, flags: .response, question: QueryScript.question)
        message.answer = [DNSRecord(QueryScript.question.name, ttl: 1, .other(.a, [1, 2, 3]))]
        let reader = AnswerReader(question: QueryScript.question, message: message)
        #expect(reader.result().outcome == .malformed)
        let whole = DNSRecord(QueryScript.question.name, ttl: 1, .address(try address("192.0.2.1")))
        message.answer.append(whole)
        #expect(AnswerReader(question: QueryScript.question, message: message).result().outcome == .records([whole]))
    }

    @Test func keepsNegativeAnswersAsLongAsTheZoneSays() throws {
        #expect(try #require(run(["start", "reply 0 NXDOMAIN soa"])).ttl == 30)
    }

    @Test func countsStrays() throws {
        let result = try #require(
            run(["start", "reply 0 NOERROR wrongid", "reply 1 NOERROR", "reply 0 NOERROR query", "reply 0 NXDOMAIN"]))
        #expect(result.strays == 3)
    }

    @Test func tellsWhatEachServerDid() throws {
        let result = try #require(
            run([
                "start", "icmp 0", "reply 1 FORMERR", "timeout", "reply 0 NOERROR tc", "broken",
                "reply 1 SERVFAIL ede=6", "timeout",
            ]))
        #expect(
            result.verdicts.map(\.kind) == [
                .refusedByICMP("port unreachable"), .rcode(.formatError), .timeout, .rcode(.noError),
                .streamFailed("connection refused"), .rcode(.serverFailure), .timeout,
            ])
        #expect(result.verdicts.map(\.server) == [0, 1, 1, 0, 0, 1, 1])
        #expect(result.verdicts.map(\.edns) == [true, true, false, true, true, false, false])
        #expect(result.verdicts.map(\.overTCP) == [false, false, false, false, true, false, false])
        #expect(result.verdicts.last?.checkingDisabled == true)
        #expect(result.truncated)
    }

    @Test func tellsWhyDNSSECFails() throws {
        let result = try #require(
            run(["start", "reply 0 SERVFAIL ede=7", "reply 1 REFUSED", "reply 0 NOERROR a=192.0.2.1"]))
        #expect(result.outcome == .bogus)
        #expect(result.extendedErrors == [ExtendedError(code: 7, text: "why")])
        #expect(result.resolverFault == .bogus([ExtendedError(code: 7, text: "why")]))
    }

    @Test func startsTheTimersItWasGiven() {
        var policy = QueryPolicy()
        (policy.exchangeMilliseconds, policy.totalMilliseconds) = (700, 1900)
        var machine = QueryMachine(question: QueryScript.question, serverCount: 1, policy: policy) { 9 }
        let timers = machine.handle(.start).filter { if case .startTimer = $0 { true } else { false } }
        #expect(
            timers == [
                .startTimer(.deadline, afterMilliseconds: 1900), .startTimer(.exchange(1), afterMilliseconds: 700),
            ])
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func endsOnceWhateverHappens(_ seed: UInt64) {
        let events = [
            "reply 0 NOERROR tc", "reply 1 FORMERR", "reply 0 SERVFAIL", "icmp 0", "icmp 1", "timeout", "stale",
            "broken",
            "opened", "tcp REFUSED", "tcp FORMERR", "reply 1 NOERROR cut", "reply 0 NOERROR first tc",
            "tcp NOERROR wrongid",
        ]
        var random = FixedRandom(state: seed &* 0x9E37_79B9)
        var script = QueryScript(servers: 2)
        var actions = [script.run("start")]
        for _ in 0..<60 { actions.append(script.run(events[random.next(below: events.count)])) }
        actions.append(script.run("deadline"))
        #expect(actions.count { $0.contains("finish") } == 1)
        #expect(actions.count { $0.contains("tcp") } >= actions.count { $0.contains("close") })
        #expect(actions.count { $0.contains("udp") } <= 8)
    }

    @Test func believesTheRepliesOfRealServers() throws {
        let question = DNSQuestion(name("sip1.example.com"), .a)
        var machine = QueryMachine(question: question, serverCount: 1) { 0x1234 }
        _ = machine.handle(.start)
        #expect(machine.handle(.datagram(try Fixture.bytes("unbound-bogus"), fromServer: 0)).count == 2)
        guard
            case .finish(let result)? = machine.handle(.datagram(try Fixture.bytes("unbound-bogus-cd"), fromServer: 0))
                .last
        else { return #expect(Bool(false), "not finished") }
        #expect(result.outcome == .bogus)
        #expect(result.extendedErrors.first?.purpose == "DNSKEY Missing")
    }

    private func run(_ events: [String]) -> QueryResult? {
        var script = QueryScript(servers: 2)
        for event in events { _ = script.run(event) }
        return script.result
    }
}
