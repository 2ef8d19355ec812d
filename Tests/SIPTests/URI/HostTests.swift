import SIP
import Testing

@Suite struct HostTests {
    @Test(arguments: [
        ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::1", "2001:db8::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:0db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("0:0:1:0:0:0:1:0", "0:0:1::1:0"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
        ("1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201"),
    ])
    func ipv6(_ text: String, _ printed: String) throws {
        let host = try Host(text)
        guard case .ipv6(let bytes) = host else {
            Issue.record("not IPv6: \(host)")
            return
        }
        #expect(bytes.count == 16)
        #expect(host.description == printed)
        #expect(host.reference == "[\(printed)]")
        #expect(try Host("[\(text)]") == host)
        #expect(try Host(printed) == host)
    }

    @Test(arguments: ["192.0.2.1", "0.0.0.0", "255.255.255.255"]) func ipv4(_ text: String) throws {
        let host = try Host(text)
        guard case .ipv4 = host else {
            Issue.record("not IPv4: \(host)")
            return
        }
        #expect(host.description == text)
    }

    @Test(arguments: [
        "example.com", "EXAMPLE.com.", "a", "_sip._udp.example", "1.2.3.4.example", "xn--a-0.b2", "3f2a", "1.2.3.0x1",
    ])
    func names(_ text: String) throws {
        #expect(try Host(text) == .name(text.uppercased()))
        #expect(try Host(text).description == text)
        #expect(try Set([Host(text), Host(text.lowercased())]).count == 1)
    }

    @Test(arguments: [
        "", ".", "a..b", ".a", "1.2.3", "1.2.3.4.5", "256.1.1.1", "a b", "-a", "a-.b", "a:5060", "[::1", "::1]", "[a]",
        ":",
        ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "12345::", "::g", "fe80::1%eth0",
        "192.0.2.1::", "::192.0.2.1:1", "::1.2.3",
    ])
    func notHosts(_ text: String) {
        #expect(throws: ParseError.self) { try Host(text) }
    }

    @Test func bytesOfTheWrongLengthPrint() {
        #expect(Host.ipv4([1]).description == "1")
        #expect(Host.ipv6([]).description == "")
    }
}
