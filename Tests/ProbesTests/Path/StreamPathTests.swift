import Diagnosis
import Net
import TestSupport
import Testing

@testable import Probes

/// The trace over TCP: 192.0.2.1, 198.51.100.1, then the server at hop 3.
@NetActor
@Suite struct StreamPathTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        /// What a connection request meets, by port and hop limit; nil: silence.
        var meets: @NetActor @Sendable (UInt16, UInt8) -> ConnectResult?
        var outcome: String
        var place: String
        var testDescription: String { name }
    }

    private nonisolated static func expires(_ hops: UInt8) -> ConnectResult? {
        let router = hops == 1 ? "192.0.2.1" : "198.51.100.1"
        return .icmp(
            ICMPError(
                origin: .icmp, type: 11, code: 0, offender: IPAddress(router),
                destination: Endpoint(IPAddress.v4(0xCB00_710A), port: 5060)))
    }

    private nonisolated static let rows = [
        Row(
            name: "closed at the host", meets: { _, hops in hops < 3 ? expires(hops) : .reset }, outcome: "closed",
            place: "203.0.113.10 itself refuses (hop 3)"),
        Row(
            name: "dropped by a rule of this host",
            meets: { port, hops in
                port == 5060 ? nil : hops < 3 ? expires(hops) : .reset
            }, outcome: "local_block",
            place: "TCP meets no router at all: it stops in this host or at 192.0.2.1 (hop 1)"),
        Row(
            name: "dropped behind the first router",
            meets: { port, hops in
                port == 5060 && hops > 1 ? nil : hops < 3 ? expires(hops) : .reset
            }, outcome: "port_blocked",
            place: "TCP stops at or behind 192.0.2.1 (hop 1), at 198.51.100.1 (hop 2) at the latest"),
        Row(
            name: "dropped with the control port, HTTPS passes",
            meets: { port, hops in
                port != 443 && hops > 1 ? nil : hops < 3 ? expires(hops) : .reset
            }, outcome: "port_blocked",
            place: "TCP stops at or behind 192.0.2.1 (hop 1), at 198.51.100.1 (hop 2) at the latest"),
        Row(
            name: "dropped by a host of this network", meets: { port, _ in port == 5060 ? nil : .reset },
            outcome: "port_blocked",
            place: "there is no router on the way; TCP is lost at 203.0.113.10 itself, before it, or on the way back"),
        Row(
            name: "reset by the second router",
            meets: { port, hops in
                port == 5060 && hops > 1 ? .reset : hops < 3 ? expires(hops) : .reset
            }, outcome: "reset_nearer",
            place: "TCP is answered between 192.0.2.1 (hop 1) and 198.51.100.1 (hop 2), and 203.0.113.10 is 3 hops away"
        ),
        Row(
            name: "dropped behind the last router",
            meets: { port, hops in
                port == 5060 && hops > 2 ? nil : hops < 3 ? expires(hops) : .reset
            }, outcome: "port_blocked",
            place:
                "TCP passes every router; it is lost at 198.51.100.1 (hop 2), the last of them, at 203.0.113.10 itself, "
                + "or on the way back"),
        Row(
            name: "refused by a router",
            meets: { port, hops in
                guard port == 5060, hops > 1 else { return hops < 3 ? expires(hops) : .reset }
                return .icmp(
                    ICMPError(
                        origin: .icmp, type: 3, code: 13, offender: IPAddress("192.0.2.1"),
                        destination: Endpoint(IPAddress.v4(0xCB00_710A), port: 5060)))
            }, outcome: "refused", place: "192.0.2.1 refuses and says so"),
    ]

    @Test(arguments: rows)
    func place(_ row: Row) async throws {
        let bench = try Bench("203.0.113.10")
        bench.network.connectAtHop = { row.meets($0.port, $1) }
        bench.context.tracesAnsweredPaths = true

        let (finding, ms) = try await bench.run("path.trace", ["transport": "tcp"])

        #expect(finding.outcome == row.outcome, "\(finding.facts)")
        #expect(finding.text("place") == row.place)
        #expect(bench.network.limited.count <= 24)
        #expect(ms <= 5000)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }
}
