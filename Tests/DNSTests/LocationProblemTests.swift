import Testing

@testable import DNS

@Suite struct LocationProblemTests {
    @Test func namesTheDeadAndTheAliasedTargets() {
        let location = locate([
            "SRV _sip._udp.example.com: 1 1 5060 a.org;2 1 5060 b.org;3 1 5060 c.org", "A a.org: nxdomain",
            "AAAA a.org: nxdomain", "A b.org: alias real.org, 192.0.2.1", "A c.org: timeout",
        ])
        #expect(
            location.problems == [
                .targetUnresolvable(name("a.org")), .srvTargetAlias(name("b.org")),
                .resolverFailed(DNSQuestion(name("c.org"), .a), .timeout),
            ])
        #expect(location.targets.map(\.isAlias) == [true])
        #expect(location.targets.map(\.priority) == [2])
        #expect(location.targets.map(\.ttl) == [300])
    }

    @Test(arguments: [
        ("1 1 s SIP+D2W - _w.org", NAPTRFault.unsupportedTransport), ("1 1 s SIPS+D2S - _w.org", .unsupportedTransport),
        ("1 1 s STUN+udp - _w.org", .otherService), ("1 1 a SIP+D2U - _w.org", .flagNotS),
        ("1 1 s SIP+D2U !x!y! _w.org", .regexpPresent), ("1 1 s SIP+D2U - .", .noReplacement),
    ])
    func tellsWhyNAPTRIsPassedOver(_ data: String, _ fault: NAPTRFault) {
        let problems = locate(["NAPTR example.com: \(data)", "A example.com: 192.0.2.1"]).problems
        let faults = problems.compactMap { if case .naptrDiscarded(_, let fault) = $0 { fault } else { nil } }
        #expect(faults == [fault])
        #expect(problems.contains(.naptrUnusable) == (fault != .otherService))
    }

    @Test func passesOverPlainServicesForSIPS() {
        let location = locate(["NAPTR example.com: 1 1 s SIP+D2T - _sip._tcp.example.com"]) { $0.secure = true }
        let faults = location.problems.compactMap { if case .naptrDiscarded(_, let fault) = $0 { fault } else { nil } }
        #expect(faults == [.notSecure])
    }

    @Test func keepsADanglingNAPTRThoughTheNextServes() {
        let location = locate([
            "NAPTR example.com: 1 1 s SIP+D2U - _sip._udp.example.com;2 1 s SIP+D2T - _sip._tcp.example.com",
            "SRV _sip._tcp.example.com: 1 1 5060 a.org", "A a.org: 192.0.2.1",
        ])
        #expect(location.problems == [.naptrDangling(name("_sip._udp.example.com"))])
        guard case .naptr(let record)? = location.selection else { return #expect(Bool(false), "not by NAPTR") }
        #expect(record.order == 2)
    }

    @Test func tellsWhatIsPublishedAndWhatIsRefused() {
        let location = locate([
            "SRV _sip._udp.example.com: 0 0 0 .", "SRV _sip._tcp.example.com: 1 1 5060 a.org",
            "SRV _sips._tcp.example.com: 1 1 5061 a.org", "A a.org: 192.0.2.1",
        ]) { $0.supported = [.udp, .tcp] }
        #expect(location.published.map(\.transport) == [.udp, .tcp, .tls])
        #expect(location.published.map(\.isRefused) == [true, false, false])
        #expect(location.problems == [.transportRefused(.udp)])
        #expect(location.selection == .clientPreference)
        #expect(location.selectedTransport == .tcp)
    }

    @Test func goesOnWhenTheResolverLosesNAPTRAndSRV() {
        let location = locate([
            "NAPTR example.com: timeout", "SRV _sip._udp.example.com: timeout", "A example.com: 192.0.2.1",
        ])
        #expect(location.failure == nil)
        #expect(
            location.problems == [
                .resolverFailed(DNSQuestion(name("example.com"), .naptr), .timeout),
                .resolverFailed(DNSQuestion(name("_sip._udp.example.com"), .srv), .timeout),
            ])
    }

    @Test func noticesAContradiction() {
        let location = locate(["NAPTR example.com: nxdomain", "A example.com: 192.0.2.1"])
        #expect(location.problems == [.contradictoryNXDOMAIN(DNSQuestion(name("example.com"), .naptr))])
    }

    @Test func namesTheAliasThatLeadsToNothing() {
        let location = locate(["A example.com: alias gone.org, nxdomain"]) { $0.port = 5060 }
        #expect(location.problems == [.aliasDangling(DNSQuestion(name("example.com"), .a), name("gone.org"))])
    }

    @Test func takesTheHostsFileForAddresses() {
        var script = LocatorScript(["NAPTR example.com: nxdomain"])
        let hosts = HostsFile.parse("192.0.2.5 example.com")
        for type in [RecordType.a, .aaaa] {
            let question = DNSQuestion(name("example.com"), type)
            script.answers["\(question)"] = hosts.answer(to: question)
        }
        script.run(ServerLocator.Request(host: .name(name("example.com"))))
        #expect(script.location.targets.map(\.address.description) == ["192.0.2.5"])
        #expect(script.location.problems.isEmpty)
        #expect(script.location.steps.last?.description == "AAAA example.com: no such record (NODATA) (hosts file)")
    }

    @Test func boundsTargetsAndQuestions() {
        let records = (1...40).map { "\($0) 0 5060 t\($0).org" }.joined(separator: ";")
        var script = LocatorScript(
            ["SRV _sip._udp.example.com: \(records)"] + (1...40).map { "A t\($0).org: 192.0.2.\($0)" })
        script.run(ServerLocator.Request(host: .name(name("example.com"))))
        #expect(script.location.targets.count == 10)
        #expect(script.location.published.first?.records.count == 40)
        #expect(script.location.problems == [.targetLimit(listed: 40, tried: 10)])
        #expect(script.batches.flatMap(\.self).count <= ServerLocator.maximumQueries)
    }

    @Test func boundsAddressesAndNAPTR() {
        let naptr = (1...300).map { "\($0) 1 s SIP+D2U - _s\($0).example.com" }.joined(separator: ";")
        let addresses = (1...30).map { "192.0.2.\($0)" }.joined(separator: ";")
        let location = locate([
            "NAPTR example.com: \(naptr)", "SRV _s4.example.com: 1 1 5060 a.org", "A a.org: \(addresses)",
        ])
        #expect(location.targets.count == 30)
        #expect(location.tried.count == 10)
        #expect(location.problems.contains(.targetLimit(listed: 30, tried: 10)))
        #expect(location.steps.count == 1 + ServerLocator.maximumServices + 2)
    }

    @Test func boundsTheProductOfRecordsAndAddresses() {
        let records = (1...300).map { "1 0 \($0) a.org" }.joined(separator: ";")
        let addresses = (1...200).map { "192.0.2.\($0)" }.joined(separator: ";")
        let location = locate(["SRV _sip._udp.example.com: \(records)", "A a.org: \(addresses)"])
        #expect(location.targets.count == 200)
        #expect(location.published.first?.records.count == 300)
    }

    @Test func drawsAmongEqualsByTheNumbersItIsGiven() {
        var script = LocatorScript([
            "SRV _sip._udp.example.com: 1 10 5060 a.org;1 90 5060 b.org", "A a.org: 192.0.2.1", "A b.org: 192.0.2.2",
        ])
        script.run(ServerLocator.Request(host: .name(name("example.com"))), draws: [11])
        #expect(script.location.targets.map(\.host) == [name("b.org"), name("a.org")])
    }

    @Test func ignoresWhatItDidNotAsk() {
        var locator = ServerLocator(.init(host: .name(name("example.com")))) { $0.lowerBound }
        let question = DNSQuestion(name("example.com"), .naptr)
        #expect(locator.handle(.answer(question, QueryResult(.nxdomain))).isEmpty)
        #expect(locator.handle(.start) == [.query([question])])
        #expect(locator.handle(.start).isEmpty)
        #expect(locator.handle(.answer(DNSQuestion(name("x.org"), .a), QueryResult(.timeout))).isEmpty)
        #expect(locator.handle(.answer(question, QueryResult(.nodata))).count == 1)
        #expect(locator.handle(.answer(question, QueryResult(.nodata))).isEmpty)
    }

    @Test func printsAStepOnOneLine() {
        let location = locate(["A example.com: alias b.org, 192.0.2.1;192.0.2.2"]) { $0.port = 5060 }
        #expect(location.steps.first?.description == "A example.com: alias of b.org: 192.0.2.1, 192.0.2.2 (TTL 300 s)")
    }

    @Test func printsWhyAResolverFails() {
        var result = QueryResult(.bogus)
        result.extendedErrors = [ExtendedError(code: 7, text: "\u{1B}[31m"), ExtendedError(code: 4000)]
        let step = Location.Step(question: DNSQuestion(name("a.org"), .a), result: result)
        #expect(step.description.hasSuffix("checking disabled) (EDE 7: Signature Expired) (EDE 4000)"))
    }

    private func locate(
        _ rows: [String], _ change: (inout ServerLocator.Request) -> Void = { _ in }
    ) -> Location {
        var request = ServerLocator.Request(host: .name(name("example.com")))
        change(&request)
        var script = LocatorScript(rows)
        script.run(request)
        return script.location
    }
}
