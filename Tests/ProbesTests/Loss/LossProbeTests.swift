import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// Loss, a ban, and what looks like them.
@NetActor
@Suite struct LossProbeTests {
    /// The first OPTIONS is answered; of the twenty that follow, these get lost.
    private func measure(
        losing lost: Set<Int>, _ change: (Bench) -> Void = { _ in }
    ) async throws -> (finding: Finding, bench: Bench) {
        let bench = try Bench()
        let network = bench.network
        network.react = { sent in
            lost.contains(network.sent.count - 1) ? [] : [sent.answer(200, afterMs: 20)]
        }
        change(bench)
        let finding = try await bench.run("path.loss").finding
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
        return (finding, bench)
    }

    @Test func nothingIsLost() async throws {
        let (finding, bench) = try await measure(losing: [])
        #expect(finding.outcome == "clear")
        #expect(finding.number("sent") == 20)
        #expect(finding.number("rtt_ms") == 20)
        #expect(finding.number("jitter_ms") == 0)
        #expect(finding.number("answered_before") == 21)
        // Each goes once, and never five within a second.
        let times = bench.network.times
        #expect(times.count == 21)
        #expect(zip(times, times.dropFirst(5)).allSatisfy { $1 - $0 >= 1000 })
    }

    @Test(
        arguments: [
            ([7], "single", 1, 1), ([3, 9, 10, 11], "lossy", 4, 3),
            ([1, 3, 5, 7, 9, 11, 13, 15, 17, 19], "lossy", 10, 1),
            ([16, 17, 18, 19, 20], "lossy", 5, 5), ([2, 5, 6, 9, 11, 15, 16, 17, 18, 19, 20], "lossy", 11, 6),
        ] as [([Int], String, Int, Int)])
    func someAreLost(_ lost: [Int], _ outcome: String, _ count: Int, _ run: Int) async throws {
        let (finding, _) = try await measure(losing: Set(lost))
        #expect(finding.outcome == outcome)
        #expect(finding.number("lost") == count)
        #expect(finding.number("longest_run") == run)
    }

    /// Five are answered, then nothing: the server is left alone as soon as that is plain.
    @Test func aBanStartsDuringTheTest() async throws {
        let (finding, bench) = try await measure(losing: Set(6...1000))
        #expect(finding.outcome == "fell_silent")
        #expect(finding.number("answered") == 5)
        #expect(finding.number("answered_before") == 6)
        #expect((6...11).contains(finding.number("silent_at_end") ?? 0))
        #expect(bench.network.sent.count <= 21)
    }

    /// A burst of losses ends: the request that is repeated gets through.
    @Test func aBurstIsNoBan() async throws {
        let (finding, _) = try await measure(losing: Set(6...15))
        #expect(finding.outcome == "lossy")
    }

    /// A server that takes three seconds to answer loses nothing.
    @Test func slowIsNotLost() async throws {
        let (finding, _) = try await measure(losing: []) { bench in
            bench.network.react = { [$0.answer(200, afterMs: 3000)] }
        }
        #expect(finding.outcome == "clear")
        #expect(finding.number("late") == 20)
    }

    @Test func duplicatesAreCounted() async throws {
        let (finding, bench) = try await measure(losing: []) { bench in
            bench.network.react = { [$0.answer(200, afterMs: 20), $0.answer(200, afterMs: 30)] }
        }
        #expect(finding.outcome == "clear")
        #expect(finding.number("duplicates") == 20)
        #expect(bench.context.log.messages.count <= 50)
    }

    /// An answer that belongs to no request is none.
    @Test func straysDoNotCount() async throws {
        let (finding, _) = try await measure(losing: []) { bench in
            let network = bench.network
            network.react = { sent in
                guard network.sent.count > 1 else { return [sent.answer(200)] }
                let text = String(decoding: sent.response(200), as: UTF8.self).replacing("CSeq: 1", with: "CSeq: 9")
                return [.datagram(Array(text.utf8), from: sent.remote, afterMs: 10)]
            }
        }
        #expect(finding.number("answered") == 0)
    }

    @Test func aServerThatWantsNoMoreIsNotAsked() async throws {
        let bench = try Bench()
        bench.network.answer { _, sent, _ in [sent.code(503, [Header(.retryAfter, "30")])] }
        #expect(try await bench.run("path.loss").finding.outcome == "skipped")
        #expect(bench.network.sent.count == 1)
    }
}
