import Probes
import Service
import Testing

@Suite struct TargetPatternTests {
    @Test(arguments: [
        ("sip.example.com", ["sip.example.com", "SIP.Example.COM"]),
        ("sip.example.com:5080", ["sip.example.com:5080"]),
        ("*.example.com", ["a.example.com", "a.b.EXAMPLE.com"]),
        ("*.example.com:5080", ["a.example.com:5080"]),
        ("192.0.2.0/28", ["192.0.2.0", "192.0.2.15"]),
        ("2001:db8::/64", ["[2001:db8::1]", "2001:db8::ffff:1"]),
        ("sip:bob@example.com", ["sip:bob@example.com"]),
        ("sip.example.com;transport=tcp", ["sip.example.com;transport=tcp"]),
        ("tel:+4930", ["tel:+4930"]),
    ])
    func allows(_ pattern: String, _ targets: [String]) throws {
        let read = try TargetPattern(pattern)
        for target in targets { #expect(read.allows(try Target(target)), "\(target)") }
    }

    /// Nothing that would lead a scrape past what the file says.
    @Test(arguments: [
        "sip.example.com", "sip.example.com:5080", "*.example.com", "192.0.2.0/28", "2001:db8::/64",
        "sip:bob@example.com",
    ])
    func letsNothingElseIn(_ pattern: String) throws {
        let read = try TargetPattern(pattern)
        for target in [
            "example.org", "example.com", "evilexample.com", "sip.example.com:22", "sip.example.com.evil.org",
            "sip:x@sip.example.com", "sip:sip.example.com", "sips:a.example.com", "x@a.example.com",
            "sip.example.com;maddr=192.0.2.99", "a.example.com;transport=tcp", "a.example.com?Route=x",
            "192.0.2.16", "192.0.2.1:22", "::ffff:192.0.2.1", "[2001:db8:0:1::1]", "[2001:db8::1]:22", "tel:+4930",
            "sip:bob@example.com:22", "sip:bob@example.com;maddr=192.0.2.1", "sip:BOB@example.com",
        ] {
            #expect(!read.allows(try Target(target)), "\(target)")
        }
    }

    @Test(arguments: [
        "*", "*.com", "*example.com", "*.*.com", "a.*.com", "*.example.com;maddr=x", "*.192.0.2.1", "192.0.2.0/8",
        "192.0.2.0/33", "192.0.2.0/", "192.0.2/24", "2001:db8::/32", "example.com/24", "sip:", "http://x/",
    ])
    func isNone(_ pattern: String) {
        #expect(throws: TargetPatternProblem.self) { try TargetPattern(pattern) }
    }
}
