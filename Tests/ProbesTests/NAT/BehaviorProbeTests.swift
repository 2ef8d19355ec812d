import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

@NetActor
@Suite struct BehaviorProbeTests {
    private func bench(_ change: (inout ProbeSettings) -> Void = { _ in }) throws -> (Bench, FakeNAT) {
        let bench = try Bench {
            $0.stunServers = [HostPort("198.51.100.1")].compactMap(\.self)
            change(&$0)
        }
        return (bench, FakeNAT(bench.network))
    }

    @Test(arguments: [
        (FakeNAT.Mapping.independent, FakeNAT.Filtering.open, "endpoint_independent", "endpoint_independent"),
        (.independent, .byAddress, "endpoint_independent", "address_dependent"),
        (.independent, .byPort, "endpoint_independent", "port_dependent"),
        (.byAddress, .byPort, "address_dependent", "port_dependent"),
        (.byPort, .byPort, "port_dependent", "port_dependent"),
    ])
    func behavior(
        _ mapping: FakeNAT.Mapping, _ filtering: FakeNAT.Filtering, _ outcome: String, _ filters: String
    ) async throws {
        let (bench, nat) = try bench()
        nat.mapping = mapping
        nat.filtering = filtering

        let (finding, ms) = try await bench.run("nat.behavior")

        #expect(finding.outcome == outcome, "\(finding.title)")
        #expect(finding.facts["filtering"] == .text(filters))
        #expect(ms < 5100)
        #expect(bench.network.openSockets == 0)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }

    /// The commonest wrong result of all such tools: an open door where the server merely ignores the request.
    @Test func aServerThatLiesMakesNoOpenDoor() async throws {
        let (bench, nat) = try bench()
        nat.isServerLying = true

        let (finding, _) = try await bench.run("nat.behavior")

        #expect(finding.outcome == "endpoint_independent")
        #expect(finding.facts["filtering"] == .text("inconclusive"))
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }

    @Test func aServerWithOneAddressOffersNothing() async throws {
        let (bench, nat) = try bench()
        nat.isServerPlain = true
        let (finding, _) = try await bench.run("nat.behavior")
        #expect(finding.outcome == "unsupported")
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }

    @Test(arguments: [true, false])
    func hairpin(_ hairpins: Bool) async throws {
        let (bench, nat) = try bench()
        nat.filtering = .open
        nat.hairpins = hairpins
        let (finding, _) = try await bench.run("nat.behavior")
        #expect(finding.facts["hairpin"] == .flag(hairpins))
    }

    @Test func silence() async throws {
        let (bench, _) = try bench()
        bench.network.react = { _ in [] }
        let (finding, ms) = try await bench.run("nat.behavior")
        #expect(finding.outcome == "timeout")
        #expect(ms == 5000)
    }

    struct Life: Sendable, CustomTestStringConvertible {
        var name: String
        var lifeMs: Int
        var deadlineMs = 250_000
        var isPlain = false
        var keepsPorts = false
        var outcome: String
        var alive: Int?
        var lost: Int?
        var keepAlive: Int?
        var method = "response_port"
        var testDescription: String { name }
    }

    nonisolated private static let lives: [Life] = [
        Life(name: "15 s", lifeMs: 15_000, outcome: "short", alive: 10, lost: 20, keepAlive: 5),
        Life(name: "5 s", lifeMs: 5000, outcome: "short", lost: 10, keepAlive: 5),
        Life(name: "30 s, as Linux", lifeMs: 30_000, outcome: "limited", alive: 25, lost: 35, keepAlive: 12),
        Life(name: "180 s", lifeMs: 180_000, outcome: "limited", alive: 125, lost: 185, keepAlive: 25),
        Life(name: "for ever", lifeMs: .max, outcome: "outlived", alive: 185, keepAlive: 25),
        Life(
            name: "the run ends first", lifeMs: .max, deadlineMs: 30_000, outcome: "outlived", alive: 25, keepAlive: 25),
        Life(
            name: "plain server, changing ports", lifeMs: 30_000, isPlain: true, outcome: "limited", alive: 25,
            lost: 35,
            keepAlive: 12, method: "mapping_change"),
        Life(
            name: "plain server, ports kept: a new mapping looks like the old", lifeMs: 30_000, isPlain: true,
            keepsPorts: true, outcome: "inconclusive", method: "mapping_change"),
    ]

    @Test(arguments: lives)
    func lifetime(_ life: Life) async throws {
        let (bench, nat) = try bench { $0.deadlineMs = life.deadlineMs }
        nat.lifeMs = life.lifeMs
        nat.isServerPlain = life.isPlain
        nat.knowsResponsePort = !life.isPlain
        nat.keepsPorts = life.keepsPorts

        let (finding, ms) = try await bench.run("nat.lifetime")

        #expect(finding.outcome == life.outcome, "\(finding.title)")
        #expect(finding.number("alive_s") == life.alive)
        #expect(finding.number("lost_s") == life.lost)
        #expect(finding.number("keepalive_s") == life.keepAlive)
        #expect(finding.text("method") == life.method)
        #expect(ms <= life.deadlineMs)
        #expect(bench.network.openSockets == 0)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }

    /// Without any STUN server the SIP server's view does, where ports change.
    @Test func lifetimeBySIPAlone() async throws {
        let bench = try Bench { $0.deadlineMs = 60_000 }
        var used: [UInt16: (ms: Int, mapped: Int)] = [:]
        var next = 61_000
        bench.network.react = { sent in
            var entry = used[sent.local.port] ?? (.min / 2, 0)
            if sent.ms - entry.ms > 15_000 { (entry.mapped, next) = (next, next + 1) }
            entry.ms = sent.ms
            used[sent.local.port] = entry
            let answer = sent.response(200) { $0.source = .init(host: .ipv4([198, 51, 100, 2]), port: entry.mapped) }
            return [.datagram(answer, from: sent.remote, afterMs: 10)]
        }
        let (finding, _) = try await bench.run("nat.lifetime")
        #expect(finding.outcome == "short")
        #expect(finding.text("method") == "rport_change")
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }
}
