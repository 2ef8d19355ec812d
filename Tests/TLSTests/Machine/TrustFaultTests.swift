import Testing

@testable import TLS

/// What is wrong with a server's certificates, each fault by itself and some together.
struct TrustFaultTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var faults: [TrustFault]
        /// `X509_V_ERR_…` with their depths, in OpenSSL's order.
        var problems: [[Int]]
        var identity: @Sendable () throws -> TLSIdentity
    }

    static let cases = [
        Case(testDescription: "good", faults: [], problems: []) { try Forged.leaf().identity() },
        Case(testDescription: "root sent too", faults: [], problems: []) { try Forged.leaf().identity(sending: 2) },
        Case(testDescription: "expired", faults: [.expired], problems: [[10, 0]]) {
            try Forged.leaf { ($0.begins, $0.ends) = (-200, -100) }.identity()
        },
        Case(testDescription: "not yet valid", faults: [.notYetValid], problems: [[9, 0]]) {
            try Forged.leaf { $0.begins = 3600 }.identity()
        },
        Case(testDescription: "self-signed", faults: [.selfSigned], problems: [[18, 0]]) {
            try ForgedCertificate(selfSigned: CertificatePlan("x", dnsNames: ["example.com"])).identity()
        },
        Case(testDescription: "own certificate alone", faults: [.incompleteChain], problems: [[20, 0]]) {
            try Forged.leaf().identity(sending: 0)
        },
        Case(testDescription: "unknown root, not sent", faults: [.unknownCA], problems: [[20, 1]]) {
            try stranger().identity()
        },
        Case(testDescription: "unknown root, sent", faults: [.unknownCA], problems: [[19, 2]]) {
            try stranger().identity(sending: 2)
        },
        Case(
            testDescription: "a stranger's authority sent", faults: [.incompleteChain], problems: [[20, 0]]
        ) {
            var identity = try Forged.leaf().identity(sending: 0)
            identity.certificates.append(try stranger().issuers[0])
            return identity
        },
        Case(testDescription: "another name", faults: [.nameMismatch], problems: []) {
            try Forged.leaf { $0.dnsNames = ["sip.example.net"] }.identity()
        },
        Case(testDescription: "expired, another name", faults: [.expired, .nameMismatch], problems: [[10, 0]]) {
            try Forged.leaf { ($0.begins, $0.ends, $0.dnsNames) = (-200, -100, ["*.example.com"]) }.identity()
        },
        Case(testDescription: "for SIP alone (RFC 5924)", faults: [], problems: []) {
            try Forged.leaf { $0.extendedKeyUsages = ["1.3.6.1.5.5.7.3.20"] }.identity()
        },
        Case(testDescription: "for clients alone", faults: [.other], problems: []) {
            try Forged.leaf { $0.extendedKeyUsages = ["clientAuth"] }.identity()
        },
        Case(testDescription: "issued by who may not", faults: [.other], problems: [[79, 1]]) {
            try Forged.leaf { $0.dnsNames = [] }.issue(CertificatePlan("x", dnsNames: ["example.com"])).identity()
        },
    ]

    @Test(arguments: cases)
    func fault(is expected: Case) throws {
        var pair = try Conversation(Forged.client(), TLSServerSettings(identity: expected.identity()))
        pair.begin()
        #expect(pair.clientSaw.isEstablished, "nothing is enforced")
        let facts = pair.client.facts
        let identity = try CertificateIdentity(of: #require(facts.chain.first), domain: "example.com")
        #expect(facts.faults(identity) == expected.faults)
        #expect(facts.problems.map { [$0.code, $0.depth] } == expected.problems)
        #expect(facts.problems.allSatisfy { !$0.words.isEmpty })
    }

    @Test func anAuthorityOfTheMiddleCanBeTrusted() throws {
        var settings = try Forged.client()
        settings.trust = try Forged.authority.get().trust
        var pair = try Conversation(settings, TLSServerSettings(identity: Forged.leaf().identity(sending: 0)))
        pair.begin()
        #expect(pair.client.facts.problems == [])
    }

    @Test func theSystemsAuthoritiesDoNotKnowOurs() throws {
        var settings = try Forged.client()
        settings.trust = .system
        var pair = try Conversation(settings, Forged.server())
        pair.begin()
        #expect(pair.client.facts.faults(nil) == [.unknownCA])
        settings.trust.certificates = [try Forged.root.get().certificate]
        pair = try Conversation(settings, Forged.server())
        pair.begin()
        #expect(pair.client.facts.faults(nil) == [])
    }

    /// `example.com` of authorities that nobody knows.
    private static func stranger() throws -> ForgedCertificate {
        try ForgedCertificate(selfSigned: .authority("Stranger")).issue(.authority("Stranger's Authority"))
            .issue(CertificatePlan("example.com", dnsNames: ["example.com"]))
    }
}
