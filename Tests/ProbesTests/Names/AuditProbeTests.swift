import DNS
import Diagnosis
import Net
import TestSupport
import Testing

@testable import Lab
@testable import Probes

/// What the resolver and this host do to answers, in virtual time.
@NetActor
@Suite struct AuditProbeTests {
    private nonisolated static let sip = IPAddress("192.0.2.10") ?? .v4(0)

    private nonisolated static func zone(_ more: [Zone.Record] = []) -> Zone {
        Zone(
            "example.com",
            [.srv("_sip._udp", priority: 10, port: 5060, target: "sip"), .address("sip", sip)] + more)
    }

    private func audit(
        _ target: String = "example.com", hosts: String = "", search: [String] = [],
        through names: FakeNetwork.Names = .init(zones: [zone()], isAuthority: false)
    ) async throws -> Finding {
        let bench = try Bench(
            target, nameServers: [#require(Endpoint("192.0.2.53:53"))], hosts: hosts, search: search)
        bench.network.serve(["192.0.2.53": names])
        let (finding, _) = try await bench.run("dns.audit")
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
        return finding
    }

    private func text(_ finding: Finding, _ fact: String) -> String { finding.facts[fact].map { "\($0)" } ?? "" }

    @Test func healthy() async throws {
        let finding = try await audit()
        #expect(finding.outcome == "clean", "\(finding.title)")
        #expect(text(finding, "notes").contains("names one server"))
    }

    @Test func aResolverThatDropsEDNS() async throws {
        let finding = try await audit(through: .init(zones: [Self.zone()], behavior: .ignoresEDNS, isAuthority: false))
        #expect(text(finding, "defects").contains("only queries without EDNS"), "\(finding.title)")
    }

    @Test func aResolverThatLosesSRV() async throws {
        let finding = try await audit(
            through: .init(zones: [Self.zone()], behavior: .ignores([.srv]), isAuthority: false))
        #expect(text(finding, "defects").contains("neither over UDP nor over TCP"), "\(finding.title)")
    }

    @Test func aNameInTheHostsFile() async throws {
        let other = try await audit(hosts: "192.0.2.99 sip.example.com")
        #expect(text(other, "hints").contains("DNS says 192.0.2.10"), "\(other.title)")
        let same = try await audit(hosts: "192.0.2.10 sip.example.com")
        #expect(text(same, "notes").contains("as DNS does"), "\(same.title)")
    }

    @Test func aNameThatTheSearchListCompletes() async throws {
        let finding = try await audit(
            "pbx", search: ["example.com"],
            through: .init(
                zones: [Self.zone([.address("pbx", Self.sip)])], isAuthority: false))
        #expect(
            text(finding, "hints").contains("makes pbx.example.com of pbx, and that is 192.0.2.10"), "\(finding.title)")
    }

    @Test func aBlockedName() async throws {
        let finding = try await audit(
            through: .init(
                zones: [Self.zone()], behavior: .fails(.nameError, ExtendedError(code: 17)), isAuthority: false))
        #expect(text(finding, "defects").contains("it blocks the name (Filtered)"), "\(finding.title)")
    }

    @Test func aNameThatMulticastAnswers() async throws {
        let finding = try await audit("pbx.local")
        #expect(text(finding, "hints").contains("by multicast"), "\(finding.title)")
    }

    @Test func anAddress() async throws {
        #expect(try await audit("192.0.2.10").outcome == "literal")
    }
}
