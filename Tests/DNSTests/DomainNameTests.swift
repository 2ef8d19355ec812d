import Testing

@testable import DNS

@Suite struct DomainNameTests {
    @Test(
        arguments: [
            ("example.com", [7, 101, 120, 97, 109, 112, 108, 101, 3, 99, 111, 109, 0]),
            ("a.b.", [1, 97, 1, 98, 0]),
            ("_sip._udp", [4, 95, 115, 105, 112, 4, 95, 117, 100, 112, 0]),
            ("xn--mnchen-3ya", [14] + Array("xn--mnchen-3ya".utf8) + [0]),
            (".", [0]),
        ] as [(String, [UInt8])])
    func reads(_ text: String, _ wire: [UInt8]) throws {
        #expect(try DomainName(text).wire == wire)
    }

    @Test(
        arguments: [
            ("", .empty),
            ("a..b", .emptyLabel),
            (".a", .emptyLabel),
            ("..", .emptyLabel),
            (String(repeating: "x", count: 64) + ".org", .labelTooLong(String(repeating: "x", count: 64))),
            ("-a.org", .hyphenAtEdge("-a")),
            ("a-.org", .hyphenAtEdge("a-")),
            ("münchen.example", .nonASCII),
            ("exa mple.com", .character(32, label: "exa\\032mple")),
            ("a\u{0}b", .character(0, label: "a\\000b")),
            ("a\\.b", .character(92, label: "a\\\\")),
            ("sip:a", .character(58, label: "sip:a")),
        ] as [(String, DomainNameError)])
    func refuses(_ text: String, _ error: DomainNameError) {
        #expect(throws: error) { try DomainName(text) }
    }

    @Test func refusesBeyond255Octets() throws {
        let label = String(repeating: "x", count: 63)
        let longest = [label, label, label, String(repeating: "y", count: 61)].joined(separator: ".")
        #expect(try DomainName(longest).wire.count == 255)
        #expect(throws: DomainNameError.nameTooLong(octets: 256)) { try DomainName(longest + "y") }
    }

    @Test func advisesTheALabelForm() {
        #expect(DomainNameError.nonASCII.description.contains("xn--"))
    }

    @Test func comparesWithoutCase() throws {
        #expect(try DomainName("SIP.Example.COM") == DomainName("sip.example.com."))
        #expect(try Set([DomainName("A.b"), DomainName("a.B")]).count == 1)
        #expect(try DomainName("a.b") != DomainName("ab"))
    }

    @Test(
        arguments: [
            ([1, 46, 2, 1, 92, 0], "\\..\\001\\\\"),
            ([3, 0x1B, 0x5B, 0x6D, 0], "\\027[m"),
            ([2, 0xC3, 0xBC, 0], "\\195\\188"),
            ([0], "."),
        ] as [([UInt8], String)])
    func printsAnyOctetSafely(_ wire: [UInt8], _ text: String) {
        #expect(DomainName(wire: wire)?.description == text)
    }

    @Test(arguments: [[], [1], [1, 97], [64, 0], [0, 0], [1, 97, 0, 0], [0xC0, 0x0C]] as [[UInt8]])
    func refusesBrokenWireForms(_ wire: [UInt8]) {
        #expect(DomainName(wire: wire) == nil)
    }

    @Test func putsServiceLabelsBefore() {
        #expect(name("example.com").prefixed(by: ["_sip", "_udp"]) == name("_sip._udp.example.com"))
        let long = [String](repeating: String(repeating: "x", count: 62), count: 4).joined(separator: ".")
        #expect(name(long).prefixed(by: ["_sip"]) == nil)
    }
}
