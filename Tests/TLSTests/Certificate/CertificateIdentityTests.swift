import Testing

@testable import TLS

struct CertificateIdentityTests {
    struct Case: CustomTestStringConvertible {
        var uris: [String] = []
        var dns: [String] = []
        var common: String?
        var isStrict: Bool
        var isLenient: Bool
        var testDescription: String { "\(uris) \(dns) CN \(common ?? "-")" }
    }

    /// Against `example.com`, which DNS leads to `sip1.example.net`.
    @Test(arguments: [
        Case(dns: ["example.com"], isStrict: true, isLenient: true),
        Case(dns: ["EXAMPLE.com."], isStrict: true, isLenient: true),
        Case(uris: ["sip:example.com"], isStrict: true, isLenient: true),
        Case(uris: ["SIP:Example.COM;transport=tls"], isStrict: true, isLenient: true),
        Case(uris: ["sip:example.com:5061"], isStrict: true, isLenient: true),
        Case(uris: ["sip:bob@example.com"], isStrict: false, isLenient: false),
        Case(uris: ["sips:example.com"], isStrict: false, isLenient: false),
        Case(uris: ["https://example.com"], dns: ["example.com"], isStrict: true, isLenient: true),
        // A SIP URI of another domain: the DNS names do not count any more.
        Case(uris: ["sip:example.org"], dns: ["example.com"], isStrict: false, isLenient: true),
        Case(dns: ["*.example.com"], isStrict: false, isLenient: false),
        Case(dns: ["*.com"], isStrict: false, isLenient: false),
        Case(dns: ["sip1.example.net"], isStrict: false, isLenient: true),
        Case(dns: ["*.example.net"], isStrict: false, isLenient: true),
        Case(common: "example.com", isStrict: true, isLenient: true),
        Case(dns: ["example.org"], common: "example.com", isStrict: false, isLenient: false),
        Case(uris: ["http://x"], common: "example.com", isStrict: false, isLenient: false),
        Case(dns: ["example.com\u{0}.evil"], isStrict: false, isLenient: false),
        Case(dns: [""], isStrict: false, isLenient: false),
        Case(isStrict: false, isLenient: false),
    ])
    func domain(_ expected: Case) {
        var certificate = Certificate()
        (certificate.uris, certificate.dnsNames, certificate.commonName) = (
            expected.uris, expected.dns, expected.common
        )
        let identity = CertificateIdentity(of: certificate, domain: "example.com.", servers: ["sip1.example.net"])
        #expect(identity.isStrict == expected.isStrict)
        #expect(identity.isLenient == expected.isLenient)
        #expect(identity.wanted == ["URI sip:example.com", "DNS example.com"])
    }

    @Test(arguments: [
        ([UInt8]([192, 0, 2, 1]), [[UInt8]([192, 0, 2, 1])], [String](), true, true),
        ([192, 0, 2, 1], [[192, 0, 2, 2]], [], false, false),
        // As a DNS name: what some authorities of companies do.
        ([192, 0, 2, 1], [], ["192.0.2.1"], false, true),
    ])
    func address(asked: [UInt8], addresses: [[UInt8]], dns: [String], isStrict: Bool, isLenient: Bool) {
        var certificate = Certificate()
        (certificate.addresses, certificate.dnsNames) = (addresses, dns)
        let identity = CertificateIdentity(of: certificate, domain: "192.0.2.1", address: asked)
        #expect(identity.isStrict == isStrict && identity.isLenient == isLenient)
        #expect(identity.wanted == ["IP 192.0.2.1"])
    }

    @Test func namesFoundBearTheirKind() {
        var certificate = Certificate()
        certificate.uris = ["sip:a"]
        certificate.dnsNames = ["b"]
        certificate.addresses = [[192, 0, 2, 1], [0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [1]]
        certificate.commonName = "c"
        let identity = CertificateIdentity(of: certificate, domain: "example.com")
        #expect(identity.found == ["URI sip:a", "DNS b", "IP 192.0.2.1", "IP 2001:db8:0:0:0:0:0:1", "CN c"])
    }

    @Test(arguments: [
        ("*.example.com", "a.example.com", true), ("*.example.com", "a.b.example.com", false),
        ("*.example.com", ".example.com", false), ("*.com", "example.com", false), ("*", "example", false),
        ("a*.example.com", "ab.example.com", false), ("example.com", "example.com", true), ("", "", false),
    ])
    func wildcard(pattern: String, name: String, isCovered: Bool) {
        #expect(CertificateIdentity.covers(pattern, name) == isCovered)
    }
}
