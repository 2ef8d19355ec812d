import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// Does an INVITE stop where OPTIONS passes? The server at hop 3 answers OPTIONS alone.
@NetActor
@Suite struct InvitePathTests {
    private nonisolated static let rows = [
        PathRow(
            name: "the server ignores it", path: { FakePath(answers: FakePath.isOptions) }, outcome: "clear",
            place: "an INVITE passes every router, and reaches 203.0.113.10 at another port"),
        PathRow(
            name: "the first router drops it",
            path: { FakePath(drops: [(1, FakePath.isInvite)], answers: FakePath.isOptions) },
            outcome: "payload_blocked",
            place: "an INVITE stops at or behind 192.0.2.1 (hop 1), at 198.51.100.1 (hop 2) at the latest"),
        PathRow(
            name: "the last router drops it to any port",
            path: { FakePath(drops: [(2, FakePath.isInvite)], answers: FakePath.isOptions) },
            outcome: "payload_blocked",
            place: "an INVITE passes every router; it is lost at 198.51.100.1 (hop 2), the last of them, at "
                + "203.0.113.10 itself, or on the way back"),
        PathRow(
            name: "nobody knows how far away the server is",
            path: { FakePath(answers: FakePath.isOptions, controlIsClosed: false) }, outcome: "clear",
            place: "an INVITE passes every router that answers"),
        PathRow(
            name: "no router answers",
            path: { FakePath(routers: [nil, nil], answers: FakePath.isOptions, controlIsClosed: false) },
            outcome: "undecided", place: "no router on the way shows where an INVITE stops"),
    ]

    @Test(arguments: rows)
    func place(_ row: PathRow) async throws {
        let bench = try Bench("sip:bob@203.0.113.10") { $0.call.isAllowed = true }
        row.path().install(on: bench.network)
        _ = try await bench.run("sip.options")

        let (finding, ms) = try await bench.run("path.trace", ["request": "invite"])

        #expect(finding.outcome == row.outcome, "\(finding.facts)")
        #expect(finding.text("place") == row.place)
        #expect(ms <= 5000)
        #expect(bench.network.sent.count <= row.most)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
        for sent in bench.network.sent {
            guard let request = sent.request, request.method == .invite else { continue }
            // It cannot arrive, names nobody, and may not be forwarded.
            #expect(sent.remote.port != 5060 || (sent.hopLimit ?? 64) < 3)
            #expect(request.requestURIText == "sip:203.0.113.10")
            #expect(String(decoding: sent.bytes, as: UTF8.self).contains("Max-Forwards: 0\r\n"))
        }
    }

    /// Without a call, or where the call is answered, there is nothing to look for.
    @Test(arguments: [false, true])
    func notNeeded(isAllowed: Bool) async throws {
        let bench = try Bench("sip:bob@203.0.113.10") { $0.call.isAllowed = isAllowed }
        FakePath().install(on: bench.network)
        _ = try await bench.run("sip.options")
        if isAllowed { _ = try await bench.run("sip.invite") }
        let before = bench.network.sent.count

        #expect(try await bench.run("path.trace", ["request": "invite"]).finding.outcome == "not_needed")
        #expect(bench.network.sent.count == before)
    }

    /// Who refuses an INVITE repeats that until the ACK comes.
    @Test func aRefusalIsAcknowledged() async throws {
        let bench = try Bench("sip:bob@203.0.113.10") { $0.call.isAllowed = true }
        FakePath(answersAt: (2, FakePath.isInvite), answers: FakePath.isOptions, interceptorSays: 403)
            .install(on: bench.network)
        _ = try await bench.run("sip.options")

        let finding = try await bench.run("path.trace", ["request": "invite"]).finding

        #expect(finding.outcome == "intercepted")
        let acks = bench.network.sent.filter { $0.request?.method == .ack }
        #expect(acks.map(\.hopLimit) == [2])
    }
}
