import DNS
import Net
import Probes
import Testing

@Suite struct ProbeOptionsTests {
    private static func settings(_ change: (inout ProbeOptions) -> Void) throws -> ProbeSettings {
        var options = ProbeOptions()
        change(&options)
        return try ProbeSettings(options)
    }

    @Test func defaults() throws {
        let settings = try Self.settings { _ in }
        #expect(settings.transport == nil)
        #expect(settings.families == [.ipv4, .ipv6])
        #expect(settings.nameServers == nil)
        #expect(settings.timeoutMs == 5000)
        #expect(settings.deadlineMs == 30_000)
        #expect(settings.source(toward: Endpoint(.loopbackIPv4, port: 5060)) == nil)
    }

    @Test(arguments: [
        ("--transport", "sctp"), ("--transport", "UDP"), ("--proxy", "a b"),
        ("--proxy", "sip:proxy"), ("--resolver", "dns.example.com"), ("--resolver", "192.0.2.53:0"),
        ("--resolver", "192.0.2.53:x"), ("--stun", "stun:x:y"), ("--canary", ""),
        ("--status-url", "status.example.com"),
        ("--from", "tel:+4930"), ("--from", "alice"), ("--local", "eth0"), ("--local", "192.0.2.7:x"),
        ("--ca-file", "/nosuch.pem"), ("--cert", "/dev/null"), ("--key", "/nosuch.pem"),
    ])
    func theOptionAtFaultIsNamed(_ option: String, _ value: String) {
        let problem = #expect(throws: OptionProblem.self) {
            try Self.settings { options in
                switch option {
                case "--transport": options.transport = value
                case "--proxy": options.proxy = value
                case "--resolver": options.resolver = value
                case "--stun": options.stun = ["stun.example.com", value]
                case "--canary": options.canaries = [value]
                case "--status-url": options.statusURLs = [value]
                case "--from": options.from = value
                case "--ca-file": options.caFile = value
                case "--cert": options.certificateFile = value
                case "--key": options.keyFile = value
                default: options.local = value
                }
            }
        }
        #expect(problem?.option == option)
        #expect(problem?.description.hasPrefix("\(option) \(value): ") == true)
        #expect(problem?.advice.isEmpty == false)
    }

    @Test(arguments: [("192.0.2.7", true), ("[2001:db8::7]:5060", false)])
    func localAddressOfTheOtherFamily(_ local: String, _ ipv6Only: Bool) {
        #expect(throws: OptionProblem.self) {
            try Self.settings {
                $0.local = local
                $0.ipv4Only = !ipv6Only
                $0.ipv6Only = ipv6Only
            }
        }
    }

    /// From an address of one family only that family can be reached; 0.0.0.0 is any address.
    @Test(
        arguments: [
            ("192.0.2.7", [.ipv4], "192.0.2.7", 0), ("192.0.2.7:5060", [.ipv4], "192.0.2.7", 5060),
            ("[2001:db8::7]:5060", [.ipv6], "2001:db8::7", 5060), ("2001:db8::7", [.ipv6], "2001:db8::7", 0),
            ("0.0.0.0:5060", [.ipv4, .ipv6], nil, 5060), ("[::]:5060", [.ipv4, .ipv6], nil, 5060),
        ] as [(String, [DNSAddress.Family], String?, UInt16)])
    func localAddress(
        _ text: String, _ families: [DNSAddress.Family], _ address: String?, _ port: UInt16
    ) throws {
        let settings = try Self.settings { $0.local = text }
        #expect(settings.families == families)
        #expect(settings.localAddress == address.flatMap { IPAddress($0) })
        #expect(settings.localPort == port)
        let remote = Endpoint(families == [.ipv6] ? .loopbackIPv6 : .loopbackIPv4, port: 5060)
        let source = settings.source(toward: remote)
        #expect(source.map { Int($0.port) } == (address == nil && port == 0 ? nil : Int(port)))
        #expect(source?.address == settings.localAddress ?? remote.address.unspecified)
        #expect(settings.source(toward: remote, anyPort: true)?.port == (address == nil ? nil : 0))
    }

    @Test(
        arguments: [
            (true, false, [.ipv4]), (false, true, [.ipv6]), (true, true, [.ipv4, .ipv6]),
            (false, false, [.ipv4, .ipv6]),
        ] as [(Bool, Bool, [DNSAddress.Family])])
    func families(_ four: Bool, _ six: Bool, _ families: [DNSAddress.Family]) throws {
        let settings = try Self.settings {
            $0.ipv4Only = four
            $0.ipv6Only = six
        }
        #expect(settings.families == families)
    }
}
