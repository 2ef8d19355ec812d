import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// The trace over UDP against paths as tables: 192.0.2.1, 198.51.100.1, then the server.
@NetActor
@Suite struct PathTraceTests {
    private nonisolated static let rows = [
        PathRow(
            name: "healthy", path: { FakePath() }, outcome: "clear", place: "SIP reaches 203.0.113.10 (hop 3)", most: 5),
        PathRow(
            name: "a muted router proves nothing",
            path: { FakePath(routers: [nil, "198.51.100.1", nil, "198.51.100.9"]) },
            outcome: "clear", place: "SIP reaches 203.0.113.10 (hop 5)", most: 8),
        PathRow(
            name: "the far router drops the port in its forwarding",
            path: { FakePath(drops: [(2, FakePath.toSIPPort)]) }, outcome: "port_blocked",
            place:
                "SIP passes every router; it is lost at 198.51.100.1 (hop 2), the last of them, at 203.0.113.10 itself, "
                + "or on the way back", most: 10),
        PathRow(
            name: "the near router drops the port in its forwarding",
            path: { FakePath(drops: [(1, FakePath.toSIPPort)]) }, outcome: "port_blocked",
            place: "SIP stops at or behind 192.0.2.1 (hop 1), at 198.51.100.1 (hop 2) at the latest", most: 12),
        PathRow(
            name: "a router without a way says so, as seldom as Linux does",
            path: { FakePath(endsAt: (2, { !FakePath.isSIP($0) || !FakePath.toSIPPort($0) })) },
            outcome: "unreachable", place: "198.51.100.1 says that it knows no way to 203.0.113.10", most: 12),
        PathRow(
            name: "the near router drops the port before it routes",
            path: { FakePath(drops: [(0, FakePath.toSIPPort)]) }, outcome: "port_blocked",
            place: "SIP stops between this host and 192.0.2.1 (hop 1), that one included", most: 14),
        PathRow(
            name: "the block lies behind a muted router",
            path: { FakePath(routers: ["192.0.2.1", nil, "198.51.100.1"], drops: [(1, FakePath.toSIPPort)]) },
            outcome: "port_blocked",
            place: "SIP stops at or behind 192.0.2.1 (hop 1), at 198.51.100.1 (hop 3) at the latest", most: 14),
        PathRow(
            name: "SIP of any port is dropped, other bytes pass",
            path: { FakePath(drops: [(1, FakePath.isSIP)]) }, outcome: "payload_blocked",
            place: "SIP stops at or behind 192.0.2.1 (hop 1), at 198.51.100.1 (hop 2) at the latest", most: 26),
        PathRow(
            name: "SIP to its port is dropped, other bytes to it pass",
            path: { FakePath(drops: [(1, { FakePath.isSIP($0) && FakePath.toSIPPort($0) })]) },
            outcome: "payload_blocked",
            place: "SIP stops at or behind 192.0.2.1 (hop 1), at 198.51.100.1 (hop 2) at the latest", most: 12),
        PathRow(
            name: "the last router drops SIP of any port", path: { FakePath(drops: [(2, FakePath.isSIP)]) },
            outcome: "payload_blocked",
            place:
                "SIP passes every router; it is lost at 198.51.100.1 (hop 2), the last of them, at 203.0.113.10 itself, "
                + "or on the way back", most: 26),
        PathRow(
            name: "everything is dropped behind the first router", path: { FakePath(drops: [(1, { _ in true })]) },
            outcome: "all_blocked", place: "behind 192.0.2.1 (hop 1) nothing answers any more, whatever is sent",
            most: 22),
        PathRow(
            name: "nothing answers at all", path: { FakePath(drops: [(0, { _ in true })]) }, outcome: "undecided",
            place: "no router on the way shows where SIP stops", most: 22),
        PathRow(
            name: "a host of this network keeps silent", path: { FakePath(routers: [], answers: { _ in false }) },
            outcome: "port_blocked",
            place: "there is no router on the way; SIP is lost at 203.0.113.10 itself, before it, or on the way back"),
        PathRow(
            name: "the first router answers SIP", path: { FakePath(answersAt: (1, FakePath.isSIPToItsPort)) },
            outcome: "intercepted",
            place: "SIP is answered between this host and 192.0.2.1 (hop 1), and 203.0.113.10 is 3 hops away", most: 14),
        PathRow(
            name: "the server keeps silent, and its closed ports too",
            path: { FakePath(answers: { _ in false }, controlIsClosed: false) }, outcome: "all_blocked",
            place: "behind 198.51.100.1 (hop 2) nothing answers any more, whatever is sent", most: 24),
    ]

    @Test(arguments: rows)
    func place(_ row: PathRow) async throws {
        let bench = try Bench("203.0.113.10")
        row.path().install(on: bench.network)
        bench.context.tracesAnsweredPaths = true

        let (finding, ms) = try await bench.run("path.trace")

        #expect(finding.outcome == row.outcome, "\(finding.facts)")
        #expect(finding.text("place") == row.place)
        #expect(bench.network.sent.count <= row.most, "\(bench.network.sent.count)")
        #expect(ms <= 5000)
        #expect(Self.gaps(bench.network).allSatisfy { $0 >= 50 })
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }

    private static func gaps(_ network: FakeNetwork) -> [Int] {
        zip(network.times, network.times.dropFirst()).map { $1 - $0 }
    }

    /// A long way, slow answers, and a router that names one packet a second.
    @Test func aLongSlowPath() async throws {
        let bench = try Bench("203.0.113.10")
        var path = FakePath(drops: [(17, FakePath.toSIPPort)], rttMs: 180)
        path.routers = (1...20).map { "198.51.100.\($0)" }
        path.install(on: bench.network)
        bench.context.tracesAnsweredPaths = true

        let (finding, ms) = try await bench.run("path.trace")

        #expect(finding.text("near") == "198.51.100.17 (hop 17)")
        #expect(finding.text("far") == "198.51.100.18 (hop 18)")
        #expect(ms <= 5000)
        #expect(bench.network.sent.count <= 40)
    }

    /// Routers may quote no more than the UDP header.
    @Test func quotationsWithoutPayload() async throws {
        let bench = try Bench("203.0.113.10")
        bench.network.react = { sent in
            switch sent.hopLimit {
            case 1: [sent.icmp(11, 0, from: "192.0.2.1", quoting: [])]
            case 2: sent.remote.port == 5060 ? [] : [sent.icmp(11, 0, from: "198.51.100.1", quoting: [])]
            default: sent.remote.port == 5060 ? [] : [sent.icmp(3, 3, from: "203.0.113.10", quoting: [])]
            }
        }
        bench.context.tracesAnsweredPaths = true

        let finding = try await bench.run("path.trace").finding

        #expect(finding.text("near") == "192.0.2.1 (hop 1)")
        #expect(finding.text("far") == "198.51.100.1 (hop 2)")
    }

    /// What belongs to nobody holds nobody up.
    @Test func aFloodEndsWithThePatience() async throws {
        let bench = try Bench("203.0.113.10")
        bench.network.react = { sent in
            Array(repeating: .datagram([1], from: Endpoint(IPAddress.v4(1), port: 1), afterMs: 10), count: 1000)
        }
        bench.context.tracesAnsweredPaths = true
        let (finding, ms) = try await bench.run("path.trace")
        #expect(finding.outcome == "undecided")
        #expect(ms <= 5000)
    }

    /// A request that may arrive after all: no more than five a second.
    @Test func aSilentServerIsNotFlooded() async throws {
        let bench = try Bench("203.0.113.10")
        FakePath(answers: { _ in false }, controlIsClosed: false).install(on: bench.network)
        bench.context.tracesAnsweredPaths = true
        _ = try await bench.run("path.trace")
        let arrived = bench.network.sent.filter { FakePath.isSIPToItsPort($0) && ($0.hopLimit ?? 64) > 2 }.map(\.ms)
        #expect(arrived.count > 2)
        for start in arrived { #expect(arrived.count { (start..<start + 1000).contains($0) } <= 6) }
    }

    /// A quotation that names another packet is nobody's.
    @Test func foreignQuotations() async throws {
        let bench = try Bench("203.0.113.10")
        bench.network.react = { sent in
            [sent.icmp(11, 0, from: "192.0.2.66", quoting: Array("OPTIONS x SIP/2.0\r\nVia: x;branch=z9hG4bKx".utf8))]
        }
        bench.context.tracesAnsweredPaths = true
        #expect(try await bench.run("path.trace").finding.outcome == "undecided")
    }

    /// In a walk an answered call costs no packet of the trace.
    @Test func anAnsweredCallIsNotTraced() async throws {
        let bench = try Bench("203.0.113.10")
        FakePath().install(on: bench.network)
        let context = bench.context
        let done = await bench.network.clock.run {
            async let options = context.run(TestRequest(test: "sip.options"))
            async let udp = context.run(TestRequest(test: "path.trace"))
            async let tcp = context.run(TestRequest(test: "path.trace", parameters: ["transport": "tcp"]))
            return await [options, udp, tcp].map(\.outcome)
        }
        #expect(done?.value == ["answered", "not_needed", "not_needed"])
        #expect(bench.network.sent.count == 1)
        #expect(bench.network.limited.isEmpty)
    }

    /// A late answer ends the trace.
    @Test func aLateAnswerEndsTheTrace() async throws {
        let bench = try Bench("203.0.113.10")
        bench.network.react = { sent in sent.hopLimit == nil ? [sent.answer(200, afterMs: 700)] : [] }
        let context = bench.context
        let done = await bench.network.clock.run {
            async let options = context.run(TestRequest(test: "sip.options"))
            async let udp = context.run(TestRequest(test: "path.trace"))
            return await [options, udp].map(\.outcome)
        }
        #expect(done?.value == ["answered", "not_needed"])
        #expect(bench.network.sent.count(where: { $0.hopLimit != nil }) <= 7)
    }

    @Test(arguments: ["127.0.0.1", "192.0.2.7"])
    func aServerOnThisHostHasNoPath(_ target: String) async throws {
        let bench = try Bench(target)
        let (finding, ms) = try await bench.run("path.trace")
        #expect(finding.outcome == "local")
        #expect(ms == 0)
        #expect(bench.network.sent.isEmpty)
    }

    @Test func theLocalFirewallIsNoPath() async throws {
        let bench = try Bench("203.0.113.10")
        bench.network.refuse = { _ in LocalError(.deniedLocally, code: 1, call: "sendto") }
        #expect(try await bench.run("path.trace").finding.outcome == "denied")
    }

    /// Path packets are no SIP transactions (contract: 60 a run).
    @Test func packetsAreNoTransactions() async throws {
        let bench = try Bench("203.0.113.10") { $0.maximumTransactions = 0 }
        FakePath().install(on: bench.network)
        bench.context.tracesAnsweredPaths = true
        #expect(try await bench.run("path.trace").finding.outcome == "clear")
    }

    /// Over UDP and TCP together: still 50 ms apart.
    @Test func twoTracesTakeTurns() async throws {
        let bench = try Bench("203.0.113.10")
        FakePath(drops: [(1, { _ in true })]).install(on: bench.network)
        bench.context.tracesAnsweredPaths = true
        let context = bench.context
        let done = await bench.network.clock.run {
            async let udp = context.run(TestRequest(test: "path.trace"))
            async let tcp = context.run(TestRequest(test: "path.trace", parameters: ["transport": "tcp"]))
            return await [udp, tcp].map(\.outcome)
        }
        #expect(done?.value == ["all_blocked", "undecided"])
        #expect((done?.ms ?? 0) <= 5000)
        let times = (bench.network.times + bench.network.limited.map(\.ms)).sorted()
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= 50 })
    }
}

extension FakePath {
    static func isSIPToItsPort(_ sent: FakeNetwork.Sent) -> Bool { isSIP(sent) && toSIPPort(sent) }
}
