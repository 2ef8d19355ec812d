import Testing

@testable import DNS

@Suite struct HostsFileTests {
    private static let text = """
        # the machine
        127.0.0.1\tlocalhost
          192.0.2.7   PBX.example.com pbx # moved
        2001:db8::7 pbx.example.com
        192.0.2.7 pbx
        192.0.2.8 pbx\r
        nonsense pbx
        192.0.2.9 bad..name good
        # 192.0.2.66 pbx
        """

    @Test(
        arguments: [
            ("localhost", ["127.0.0.1"]),
            ("pbx.EXAMPLE.com", ["192.0.2.7", "2001:db8::7"]),
            ("pbx", ["192.0.2.7", "192.0.2.8"]),
            ("good", ["192.0.2.9"]),
            ("moved", []),
        ] as [(String, [String])])
    func findsBothFamiliesWithoutCase(_ host: String, _ addresses: [String]) {
        #expect(HostsFile.parse(Self.text).addresses(of: name(host)).map(\.description) == addresses)
    }

    @Test func warnsByLine() {
        #expect(HostsFile.parse(Self.text).warnings.map(\.line) == [7, 8])
    }

    @Test(
        arguments: [
            ("pbx.example.com", RecordType.a, "192.0.2.7"), ("pbx.example.com", .aaaa, "2001:db8::7"),
            ("localhost", .aaaa, "no such record (NODATA)"), ("localhost", .srv, nil), ("other", .a, nil),
        ] as [(String, RecordType, String?)])
    func answersInsteadOfAResolver(_ host: String, _ type: RecordType, _ answer: String?) {
        let result = HostsFile.parse(Self.text).answer(to: DNSQuestion(name(host), type))
        #expect(result.map { "\($0.outcome)" } == answer)
        #expect(result?.fromHostsFile != false)
    }
}
