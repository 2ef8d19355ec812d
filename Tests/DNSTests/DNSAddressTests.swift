import Testing

@testable import DNS

@Suite struct DNSAddressTests {
    @Test(
        arguments: [
            ("192.0.2.1", [192, 0, 2, 1], "192.0.2.1"),
            ("::1", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "::1"),
            ("2001:DB8:0::A", [0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10], "2001:db8::a"),
            ("::ffff:192.0.2.1", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 1], "::ffff:192.0.2.1"),
        ] as [(String, [UInt8], String)])
    func readsAndPrints(_ text: String, _ bytes: [UInt8], _ printed: String) throws {
        let address = try #require(DNSAddress(text))
        #expect(address.bytes == bytes)
        #expect(address.description == printed)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.256", "01.2.3.4.5", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4\r", "fe80::1%eth0", "[::1]", ":::",
        "host",
        "1.2.3.4\u{0}", String(repeating: "1", count: 5000),
    ])
    func refuses(_ text: String) {
        #expect(DNSAddress(text) == nil)
    }

    @Test func takesOnlyWholeAddresses() {
        #expect(DNSAddress(bytes: [1, 2, 3]) == nil)
        #expect(DNSAddress(bytes: [UInt8](repeating: 0, count: 16))?.family == .ipv6)
    }
}
