import DNS
import Diagnosis
import Net
import TestSupport
import Testing

@testable import Lab
@testable import Probes

/// Every target of a name, asked in virtual time.
@NetActor
@Suite struct TargetsProbeTests {
    private nonisolated static let rows: [Zone.Record] = [
        .srv("_sip._udp", priority: 10, port: 5060, target: "a"),
        .srv("_sip._udp", priority: 20, port: 5070, target: "b"),
        .srv("_sip._tcp", priority: 10, port: 5060, target: "a"), .address("a", IPAddress("192.0.2.10") ?? .v4(0)),
        .address("b", IPAddress("192.0.2.11") ?? .v4(0)),
    ]

    private func run(sip: Set<String>) async throws -> (finding: Finding, ms: Int) {
        let bench = try Bench("example.com", nameServers: [#require(Endpoint("192.0.2.53:53"))])
        bench.network.serve(
            ["192.0.2.53": .init(zones: [Zone("example.com", Self.rows)], isAuthority: false)], sip: sip)
        bench.network.connect = { _, _ in .reset }
        let (finding, ms) = try await bench.run("dns.targets")
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
        return (finding, ms)
    }

    /// The transport that is selected first, by priority; then the others. All at once.
    @Test func inTheOrderOfAClient() async throws {
        let (finding, ms) = try await run(sip: ["192.0.2.11"])
        #expect(finding.outcome == "partly")
        #expect(finding.number("answered_targets") == 1)
        #expect(
            finding.facts["targets"]
                == .list([
                    "1. 192.0.2.10:5060 udp, a.example.com (priority 10, weight 0): no answer in 5.0 s",
                    "2. 192.0.2.11:5070 udp, b.example.com (priority 20, weight 0): 200 OK in 10 ms",
                    "3. 192.0.2.10:5060 tcp, a.example.com (priority 10, weight 0): TCP connection refused (reset)",
                ]))
        #expect(
            finding.facts["dead_services"]
                == .list(["tcp (SRV _sip._tcp.example.com): 192.0.2.10:5060 TCP connection refused (reset)"]))
        #expect(ms < 5200)
    }

    @Test func nobody() async throws {
        let (finding, _) = try await run(sip: [])
        #expect(finding.outcome == "none")
        #expect(finding.number("target_count") == 3)
    }
}
