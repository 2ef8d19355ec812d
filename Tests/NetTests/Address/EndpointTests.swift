import Net
import Testing

@Suite struct EndpointTests {
    @Test(
        "Address, optional port, optional interface",
        arguments: [
            ("192.0.2.1", "192.0.2.1:5060"),
            ("192.0.2.1:5080", "192.0.2.1:5080"),
            ("192.0.2.1:0", "192.0.2.1:0"),
            ("192.0.2.1:65535", "192.0.2.1:65535"),
            ("2001:db8::1", "[2001:db8::1]:5060"),
            ("[2001:db8::1]", "[2001:db8::1]:5060"),
            ("[2001:db8::1]:5080", "[2001:db8::1]:5080"),
            ("[fe80::1%7]:5080", "[fe80::1%7]:5080"),
            ("fe80::1%lo", "[fe80::1%1]:5060"),
        ])
    func read(_ text: String, _ printed: String) throws {
        let endpoint = try #require(Endpoint(text, defaultPort: 5060))
        #expect(endpoint.description == printed)
        #expect(Endpoint(printed) == endpoint)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", ":", ":5060", "192.0.2.1:", "192.0.2.1:65536", "192.0.2.1:-1", "192.0.2.1:+1", "192.0.2.1: 1",
            "192.0.2.1:5060:1",
            "[192.0.2.1]", "[192.0.2.1]:5060", "[::1", "[::1]5060", "[::1]:", "[::1]:x", "[]", "[]:5060", "::1]:5060",
            "example.com", "192.0.2.1%lo", "fe80::1%", "fe80::1%nosuchinterface", "fe80::1%0", "[::1]:٥٠",
        ])
    func refused(_ text: String) {
        #expect(Endpoint(text, defaultPort: 5060) == nil)
    }
}
