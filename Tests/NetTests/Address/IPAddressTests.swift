import Net
import Testing

@Suite struct IPAddressTests {
    @Test(
        "Text is read and printed in its canonical form",
        arguments: [
            ("0.0.0.0", "0.0.0.0"),
            ("255.255.255.255", "255.255.255.255"),
            ("192.0.2.10", "192.0.2.10"),
            // RFC 5952 §4 and §5.
            ("2001:0db8:0000:0000:0000:0000:0002:0001", "2001:db8::2:1"),
            ("2001:DB8::2:1", "2001:db8::2:1"),
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
            ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("::", "::"),
            ("::1", "::1"),
            ("1::", "1::"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
            ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
            ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
            ("::FFFF:C000:0201", "::ffff:192.0.2.1"),
            ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
            ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
        ])
    func roundTrip(_ text: String, _ canonical: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == canonical)
        #expect(IPAddress(canonical) == address)
        #expect(IPAddress(bytes: address.bytes) == address)
    }

    @Test(
        "What is not exactly an address is refused",
        arguments: [
            "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.04", "01.2.3.4", "1.2.3.", ".1.2.3", "1.2.3.4 ",
            " 1.2.3.4",
            "1.2.3.-4", "+1.2.3.4", "0x1.2.3.4", "1.2.3.4567", "١.2.3.4", "example.com",
            ":", ":::", "1:::2", "::1::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
            "::1:2:3:4:5:6:7:8",
            "12345::", "g::", "-1::", "+1::", "::1%eth0", "[::1]", "1.2.3.4::", "::1.2.3.4:5", "::1.2.3", "1::2:",
            ":1::2",
            "::ffff:1.2.3.4.5", "1:2:3:4:5:6:7:1.2.3.4", String(repeating: "0", count: 100_000),
        ])
    func refused(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("Only 4 or 16 bytes are an address", arguments: [0, 3, 5, 15, 17])
    func byteCount(_ count: Int) {
        #expect(IPAddress(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    private static let specialRanges: [(String, Set<String>)] = [
        ("9.255.255.255", []), ("10.0.0.0", ["private"]), ("10.255.255.255", ["private"]), ("11.0.0.0", []),
        ("172.15.255.255", []), ("172.16.0.0", ["private"]), ("172.31.255.255", ["private"]), ("172.32.0.0", []),
        ("192.167.255.255", []), ("192.168.0.0", ["private"]), ("192.169.0.0", []),
        ("100.63.255.255", []), ("100.64.0.0", ["cgn"]), ("100.127.255.255", ["cgn"]), ("100.128.0.0", []),
        ("126.255.255.255", []), ("127.0.0.1", ["loopback"]), ("127.255.255.255", ["loopback"]),
        ("169.254.0.1", ["link"]), ("169.255.0.0", []), ("0.0.0.0", ["any"]),
        ("::", ["any", "v6"]), ("::1", ["loopback", "v6"]), ("::2", ["v6"]),
        ("fbff::1", ["v6"]), ("fc00::1", ["private", "v6"]), ("fdff::1", ["private", "v6"]), ("fe00::1", ["v6"]),
        ("fe7f::1", ["v6"]), ("fe80::1", ["link", "v6"]), ("febf::1", ["link", "v6"]), ("fec0::1", ["v6"]),
    ]

    @Test("Special ranges, at their edges", arguments: specialRanges)
    func ranges(_ text: String, _ expected: Set<String>) throws {
        let address = try #require(IPAddress(text))
        let found = [
            "private": address.isPrivate, "cgn": address.isCarrierGradeNAT, "loopback": address.isLoopback,
            "link": address.isLinkLocal, "any": address.isUnspecified, "v6": address.isIPv6,
        ].filter(\.value)
        #expect(Set(found.keys) == expected)
    }
}
