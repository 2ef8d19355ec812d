import DNS
import Probes
import SIP
import Testing

@Suite struct TargetTests {
    /// Text, host, port, user, transport.
    typealias Row = (text: String, host: String, port: UInt16?, user: String?, transport: ServerLocator.Transport?)

    @Test(
        arguments: [
            ("example.com", "example.com", nil, nil, nil),
            ("example.com:5070", "example.com", 5070, nil, nil),
            ("bob@example.com", "example.com", nil, "bob", nil),
            ("bob@example.com:5070", "example.com", 5070, "bob", nil),
            ("sip:bob@example.com", "example.com", nil, "bob", nil),
            ("SIP:Bob@Example.com;transport=TCP", "Example.com", nil, "Bob", .tcp),
            ("sip:example.com;transport=tls", "example.com", nil, nil, .tls),
            ("192.0.2.10", "192.0.2.10", nil, nil, nil),
            ("192.0.2.10:5062", "192.0.2.10", 5062, nil, nil),
            ("2001:db8::10", "2001:db8::10", nil, nil, nil),
            ("[2001:db8::10]", "2001:db8::10", nil, nil, nil),
            ("[2001:db8::10]:5062", "2001:db8::10", 5062, nil, nil),
            ("sip:bob@[2001:db8::10]:5062", "2001:db8::10", 5062, "bob", nil),
            ("sip:+4930123;phone-context=x@example.com", "example.com", nil, "+4930123;phone-context=x", nil),
            ("sip:b%40b@example.com", "example.com", nil, "b@b", nil),
            ("sip:bob@example.com;maddr=192.0.2.9", "192.0.2.9", nil, "bob", nil),
            ("sip:bob:secret@example.com?Subject=x", "example.com", nil, "bob", nil),
            ("localhost", "localhost", nil, nil, nil),
        ] as [Row])
    func reads(_ row: Row) throws {
        let target = try Target(row.text)
        #expect(target.text == row.text)
        #expect(target.host.map { "\($0)" } == row.host)
        #expect(target.port == row.port)
        #expect(target.user == row.user)
        #expect(target.transport == row.transport)
        #expect(!target.isSecure)
    }

    @Test func telephoneNumberHasNoServer() throws {
        let target = try Target("tel:+49-30-123")
        #expect(target.host == nil)
        #expect(target.user != nil)
        #expect(target.problem(ProbeSettings())?.rule.contains("--proxy") == true)
        var settings = ProbeSettings()
        settings.proxy = HostPort("192.0.2.1")
        #expect(target.problem(settings) == nil)
    }

    @Test(arguments: [
        "", " ", "@", "bob@", "sip:", "sip:@example.com", "exa mple.com", "example.com:0", "example.com:65536",
        "example.com:x", "[2001:db8::10", "[192.0.2.1]", "sip:bob@example.com;transport=pigeon",
        "http://example.com/", "mailto:bob@example.com", "example.com\u{0}", "tel:",
    ])
    func refuses(_ text: String) {
        #expect(throws: TargetProblem.self) { try Target(text) }
    }

    /// The place is counted in what the person wrote, not in the URI that is made of it.
    @Test(arguments: [("exa mple.com", 3), ("sip:exa mple.com", 7), ("bob@exa mple.com", 7)])
    func namesThePlace(_ text: String, _ column: Int) throws {
        let problem = #expect(throws: TargetProblem.self) { try Target(text) }
        #expect(problem?.column == column)
        #expect(problem?.description.contains("character \(column + 1)") == true)
    }

    @Test(
        arguments: [
            ("sips:example.com", nil, false), ("sips:example.com", .tcp, false), ("sips:example.com", .udp, true),
            ("sips:example.com;transport=udp", nil, true), ("sip:example.com;transport=wss", nil, false),
            ("sip:example.com;transport=tls", .udp, false), ("sip:example.com;transport=tcp", nil, false),
        ] as [(String, ServerLocator.Transport?, Bool)])
    func whatCannotBeSpoken(_ text: String, _ forced: ServerLocator.Transport?, _ isProblem: Bool) throws {
        var settings = ProbeSettings()
        settings.transport = forced
        #expect((try Target(text).problem(settings) != nil) == isProblem)
    }

    @Test(
        arguments: [
            ("192.0.2.10", [.ipv6], true), ("2001:db8::10", [.ipv4], true), ("2001:db8::10", [.ipv6], false),
            ("example.com", [.ipv6], false),
        ] as [(String, [DNSAddress.Family], Bool)])
    func addressOfTheOtherFamily(_ text: String, _ families: [DNSAddress.Family], _ isProblem: Bool) throws {
        var settings = ProbeSettings()
        settings.families = families
        #expect((try Target(text).problem(settings) != nil) == isProblem)
    }
}

@Suite struct HostPortTests {
    @Test(
        arguments: [
            ("stun.example.com", "stun.example.com", nil), ("stun.example.com:3479", "stun.example.com", 3479),
            ("192.0.2.1", "192.0.2.1", nil), ("192.0.2.1:3479", "192.0.2.1", 3479),
            ("2001:db8::1", "2001:db8::1", nil), ("[2001:db8::1]", "2001:db8::1", nil),
            ("[2001:db8::1]:3479", "2001:db8::1", 3479),
        ] as [(String, String, UInt16?)])
    func reads(_ text: String, _ host: String, _ port: UInt16?) throws {
        let place = try #require(HostPort(text))
        #expect("\(place.host)" == host)
        #expect(place.port == port)
        #expect(HostPort("\(place)") == place)
    }

    @Test(arguments: [
        "", ":", ":3478", "host:", "host:0", "host:65536", "host:x", "bob@host", "host;transport=tcp", "host?a=b",
        "[2001:db8::1", "a b", "http://host",
    ])
    func refuses(_ text: String) {
        #expect(HostPort(text) == nil)
    }
}
