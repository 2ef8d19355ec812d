import Diagnosis
import Net
import TestSupport
import Testing

@testable import Probes

/// Whether a server that has answered still does.
@NetActor
@Suite struct AgainProbeTests {
    private func measure(_ react: @escaping @NetActor (Int, FakeNetwork.Sent) -> [FakeNetwork.Reaction]) async throws
        -> (finding: Finding, bench: Bench)
    {
        let bench = try Bench()
        let network = bench.network
        network.react = { react(network.sent.count, $0) }
        let finding = try await bench.run("sip.again").finding
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
        return (finding, bench)
    }

    @Test func itDoes() async throws {
        let (finding, bench) = try await measure { _, sent in [sent.answer(200)] }
        #expect(finding.outcome == "answered")
        #expect(finding.number("answered_before") == 1)
        #expect(bench.network.sent.count == 2)
        #expect(Set(bench.network.sent.map(\.bytes)).count == 2)
    }

    @Test func itFellSilent() async throws {
        let (finding, bench) = try await measure { count, sent in count == 1 ? [sent.answer(200)] : [] }
        #expect(finding.outcome == "silent")
        #expect(finding.number("sent") == 6)
        #expect(bench.network.times == [0, 10, 510, 1510, 2010, 3010, 5010])
    }

    /// fail2ban's own way: the ban is told by ICMP.
    @Test func itRefuses() async throws {
        let (finding, _) = try await measure { count, sent in
            count == 1 ? [sent.answer(200)] : [sent.icmp(3, 3, from: "192.0.2.10")]
        }
        #expect(finding.outcome == "refused")
        #expect(finding.text("icmp") == "3/3 port unreachable")
    }

    /// A loss of packets is no silence.
    @Test func itAnswersAtTheFourthTry() async throws {
        let (finding, _) = try await measure { count, sent in [1, 5].contains(count) ? [sent.answer(200)] : [] }
        #expect(finding.outcome == "answered")
    }

    @Test func itNeverDid() async throws {
        #expect(try await measure { _, _ in [] }.finding.outcome == "unanswered")
    }
}
