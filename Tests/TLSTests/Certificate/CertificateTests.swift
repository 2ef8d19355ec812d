import Testing

@testable import TLS

struct CertificateTests {
    @Test func everyField() throws {
        var plan = CertificatePlan("Zoë, \"x\"\n", dnsNames: ["example.com", "*.example.com"])
        plan.uris = ["sip:example.com"]
        plan.addresses = ["192.0.2.1", "2001:db8::1"]
        plan.extendedKeyUsages = ["serverAuth", "1.3.6.1.5.5.7.3.20"]
        let forged = try Forged.authority.get().issue(plan)
        let certificate = try #require(Certificate(der: forged.certificate))
        #expect(certificate.subject == #"CN=Zoë\, \"x\"\0A"#)
        #expect(certificate.issuer == "CN=Test Authority")
        #expect(certificate.commonName == "Zoë, \"x\"\n")
        #expect(certificate.dnsNames == ["example.com", "*.example.com"])
        #expect(certificate.uris == ["sip:example.com"])
        #expect(
            certificate.addresses == [[192, 0, 2, 1], [0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [1]])
        #expect(certificate.extendedKeyUsages == ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.20"])
        #expect(certificate.notAfter - certificate.notBefore == 90 * 86_400 + 3600)
        #expect(certificate.daysLeft(at: certificate.notBefore + 3600) == 90)
        #expect(!certificate.isSelfIssued && !certificate.isAuthority)
        #expect(certificate.keyType == "EC" && certificate.keyBits == 256)
        #expect(certificate.signatureAlgorithm == "ecdsa-with-SHA256")
        #expect(certificate.fingerprint.count == 64 && certificate.serial.count == 16)

        let root = try #require(Certificate(der: forged.issuers[1]))
        #expect(root.isSelfIssued && root.isAuthority && root.extendedKeyUsages == nil)
    }

    @Test(arguments: [
        (86_400 * 3, 3), (86_400 * 3 - 1, 2), (1, 0), (0, 0), (-1, -1), (-86_400, -1), (-86_401, -2),
    ])
    func daysLeft(seconds: Int, days: Int) {
        var certificate = Certificate()
        certificate.notAfter = 1_800_000_000
        #expect(certificate.daysLeft(at: 1_800_000_000 - Int64(seconds)) == days)
    }

    @Test func daysLeftStopsAtTheEnds() {
        var certificate = Certificate()
        certificate.notAfter = .max
        #expect(certificate.daysLeft(at: -1) == .max)
    }

    @Test func cutOrDamagedCertificatesAreNone() throws {
        let der = try Forged.leaf().certificate
        for length in 0..<der.count { #expect(Certificate(der: Array(der.prefix(length))) == nil) }
        #expect(Certificate(der: der + [0]) == nil)
        for index in der.indices {
            var damaged = der
            damaged[index] ^= 0xff
            // It may still be one, with another content; it must only not do harm.
            _ = Certificate(der: damaged)
        }
    }
}
