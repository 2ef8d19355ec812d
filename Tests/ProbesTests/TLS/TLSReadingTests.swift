import Diagnosis
import SIP
import TLS
import Testing

@testable import Probes

/// What a handshake means, in words and outcomes.
struct TLSReadingTests {
    private static let subject = TLSSubject(host: .name("example.com"), servers: ["sip1.example.net"])

    private static func reading(
        _ codes: [(Int, Int)] = [], names: [String] = ["example.com"], _ change: (inout TLSFacts) -> Void = { _ in }
    ) -> TLSReading {
        var facts = TLSFacts()
        var own = Certificate()
        own.dnsNames = names
        own.issuer = "CN=Authority"
        own.notAfter = 1_768_867_200
        facts.chain = [own]
        facts.problems = codes.map { VerifyProblem(depth: $0.1, code: $0.0, words: "words of \($0.0)") }
        change(&facts)
        return TLSReading(nil, facts, for: subject)
    }

    @Test(
        arguments: [
            (reading(), "accepted", true, nil),
            (reading([(10, 0)]), "expired", false, "its certificate ended on 2026-01-20"),
            (reading([(10, 1)]), "expired", false, "the certificate of an issuer of its has ended"),
            (
                reading([(18, 0), (10, 0)]), "expired", false,
                "its certificate ended on 2026-01-20; its certificate is self-signed"
            ),
            (
                reading([(20, 0)]), "incomplete_chain", false,
                "it does not send the certificate of its issuer, CN=Authority"
            ),
            (reading([(20, 1)]), "unknown_ca", false, "its chain ends at CN=Authority, unknown to this host"),
            (reading([(66, 0)]), "untrusted", false, "words of 66"),
            (
                reading([], names: []) { $0.chain[0].extendedKeyUsages = ["1.3.6.1.5.5.7.3.2"] }, "name_mismatch",
                false,
                "its certificate names nobody, and not URI sip:example.com or DNS example.com; its certificate is not for servers"
            ),
            (
                reading(names: ["sip1.example.net"]), "name_mismatch", true,
                "its certificate names DNS sip1.example.net, and not URI sip:example.com or DNS example.com"
            ),
            (
                reading(names: ["example.org"]), "name_mismatch", false,
                "its certificate names DNS example.org, and not URI sip:example.com or DNS example.com"
            ),
        ] as [(TLSReading, String, Bool, String?)])
    func trust(_ reading: TLSReading, _ outcome: String, _ isTrusted: Bool, _ complaint: String?) {
        #expect(reading.outcome == outcome)
        #expect(reading.isTrusted == isTrusted)
        #expect(reading.complaint == complaint)
        #expect(reading.isSound == (outcome == "accepted"))
    }

    @Test func manyNames() throws {
        let complaint = try #require(Self.reading(names: (1...3000).map { "host\($0).example.org" }).complaint)
        #expect(complaint.contains("DNS host6.example.org, and 2994 more, and not "))
        #expect(complaint.count < 300)
    }

    @Test(arguments: TLSFault.allCases)
    func everyFaultHasItsOutcomeInTheCatalogue(_ fault: TLSFault) {
        let reading = TLSReading(TLSFailure(fault, words: "x"), TLSFacts(), for: nil)
        #expect(HandshakeProbe.definition.outcomes.contains { $0.word == reading.outcome && $0.status == .fail })
        #expect(reading.complaint == "\(fault.words) (x)")
        #expect(!reading.isSound)
    }

    @Test(arguments: TrustFault.allCases)
    func everyTrustFaultToo(_ fault: TrustFault) {
        #expect(HandshakeProbe.definition.outcomes.contains { $0.word == fault.word })
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01"), (1_768_867_199, "2026-01-19"), (.max, "9999-12-31"), (.min, "0001-01-01"),
    ])
    func day(seconds: Int64, text: String) {
        #expect(seconds.day == text)
    }

    /// RFC 6066: an address is no server name.
    @Test(
        arguments: [
            (Host.name("example.com"), "example.com"), (.ipv4([192, 0, 2, 1]), nil),
            (.ipv6([UInt8](repeating: 0, count: 15) + [1]), nil),
        ] as [(Host, String?)])
    func serverName(host: Host, name: String?) {
        #expect(TLSSubject(host: host).serverName == name)
    }
}
