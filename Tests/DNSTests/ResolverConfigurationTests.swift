import Testing

@testable import DNS

@Suite struct ResolverConfigurationTests {
    @Test(
        arguments: [
            // ldns bug 237: it makes the server in the comment active.
            ("\n# nameserver 9.9.9.9\nnameserver 192.0.2.1\n", ["192.0.2.1"]),
            ("\n# nameserver 9.9.9.9\n", ["127.0.0.1"]),
            ("", ["127.0.0.1"]),
            ("; nameserver 192.0.2.9\nnameserver\t192.0.2.1 # first\n", ["192.0.2.1"]),
            ("nameserver 192.0.2.1 192.0.2.2", ["192.0.2.1"]),
            ("nameserver fe80::1%eth0\nnameserver 2001:db8::53\n", ["fe80::1%eth0", "2001:db8::53"]),
            // One bad line costs ldns the whole file.
            ("nameserver dns.example.com\nnameserver 192.0.2.2\n", ["192.0.2.2"]),
            (
                "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\nnameserver 192.0.2.4\n",
                ["192.0.2.1", "192.0.2.2", "192.0.2.3"]
            ),
            (" nameserver 192.0.2.1\n", ["127.0.0.1"]),
            ("nameserver 192.0.2.1\r\n", ["127.0.0.1"]),
            ("nameserver 192.0.2.1%eth0\n", ["127.0.0.1"]),
            ("nameserver192.0.2.1\n", ["127.0.0.1"]),
            ("#nameserver 192.0.2.9", ["127.0.0.1"]),
        ] as [(String, [String])])
    func findsTheServersGlibcFinds(_ text: String, _ servers: [String]) {
        let found = ResolverConfiguration.parse(text).nameservers
        #expect(found.map { "\($0.address)" + ($0.scope.map { "%" + $0 } ?? "") } == servers)
        #expect(found.allSatisfy { $0.port == 53 })
    }

    @Test(
        arguments: [
            ("nameserver dns.example.com\nnameserver 192.0.2.2\n", [1], "no IP address"),
            ("\n\n nameserver 192.0.2.1\n", [3], "begins with a blank"),
            ("nameserver 192.0.2.1\r\nnameserver 192.0.2.2\r\n", [1, 2], "carriage return"),
            ("nameserver\n", [1], "without an address"),
            (
                "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\nnameserver 192.0.2.4\n", [4],
                "first 3"
            ),
            ("options timeout:soon\n", [1], "no number"),
            ("namserver 192.0.2.1\n", [1], "no keyword"),
            ("# a comment\n\nsortlist 192.0.2.0\nnameserver ::1\n", [], ""),
        ] as [(String, [Int], String)])
    func warnsByLine(_ text: String, _ lines: [Int], _ words: String) {
        let warnings = ResolverConfiguration.parse(text).warnings
        #expect(warnings.map(\.line) == lines)
        #expect(warnings.allSatisfy { $0.text.contains(words) })
    }

    @Test(
        arguments: [
            ("domain example.com\n", ["example.com"]),
            ("search a.org b.org\t c.org\n", ["a.org", "b.org", "c.org"]),
            ("search a.org\ndomain b.org\n", ["b.org"]),
            ("domain a.org extra\nsearch b.org\n", ["b.org"]),
            ("search a.org\nsearch\n", ["a.org"]),
        ] as [(String, [String])])
    func readsTheSearchList(_ text: String, _ search: [String]) {
        #expect(ResolverConfiguration.parse(text).search == search)
    }

    @Test func readsOptions() {
        let text = "options timeout:2 attempts:3 ndots:4 rotate use-vc\noptions edns0 trust-ad no-such-thing\n"
        let options = ResolverConfiguration.parse(text).options
        var expected = ResolverConfiguration.Options()
        (expected.timeout, expected.attempts, expected.ndots) = (2, 3, 4)
        (expected.rotate, expected.useTCP, expected.edns0, expected.trustAD) = (true, true, true, true)
        #expect(options == expected)
    }

    @Test(arguments: [
        ("timeout:0", 1, 2), ("timeout:99", 30, 2), ("timeout:-5", 1, 2), ("attempts:0", 5, 1), ("attempts:77", 5, 5),
        ("timeout:99999999999999999999", 5, 2),
    ])
    func keepsOptionsWithinGlibcsCaps(_ option: String, _ timeout: Int, _ attempts: Int) {
        let options = ResolverConfiguration.parse("options \(option)").options
        #expect(options.timeout == timeout)
        #expect(options.attempts == attempts)
    }
}
