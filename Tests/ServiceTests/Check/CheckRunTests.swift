import Diagnosis
import Lab
import Net
import Probes
import Testing

@testable import Service

/// Many checks on real sockets, in one run.
@NetActor
@Suite(.serialized, .timeLimit(.minutes(2)))
struct CheckRunTests {
    private static let pace = 100
    private let bench = CheckBench()

    @Test func everyCheckHasItsOwnResultAndItsCause() async throws {
        let server = try await bench.serve(0..<40, .healthy)
        defer { server.stop() }
        // Four checks a host; behind every fifth host is nothing.
        let checks = try (0..<200).map { try bench.check("check \($0)", of: $0 % 50) }
        let results = try await bench.run(checks, pace: Self.pace)
        #expect(results.map(\.index).sorted() == Array(0..<200))
        for result in results {
            #expect(result.report.target == checks[result.index].target?.text)
            #expect(result.report.verdict == (result.index % 50 < 40 ? .ok : .critical))
            #expect(result.report.causes.first?.id == (result.index % 50 < 40 ? nil : "net.port-closed"))
        }
    }

    @Test func whatIsSilentDelaysNobody() async throws {
        let server = try await bench.serve(20..<40, .healthy)
        defer { server.stop() }
        let silent = try await bench.serve(0..<20, .silent)
        defer { silent.stop() }
        // The silent ones come first, and all of them together fill every place.
        let checks = try (0..<40).map { try bench.check("check \($0)", of: $0) }
        var limits = CheckRun.Limits()
        limits.probes = 20
        let order = try await bench.run(checks, pace: Self.pace, limits).map(\.index)
        #expect(Set(order.prefix(20)) == Set(20..<40))
    }

    @Test func theDeadlineEndsTheRunAndEveryCheckIsTold() async throws {
        let silent = try await bench.serve(0..<1, .silent)
        defer { silent.stop() }
        let checks = try (0..<30).map { try bench.check("check \($0)", of: 0) }
        let began = CheckBench.network.time.now
        let results = try await bench.run(checks, pace: Self.pace, deadlineMs: 700)
        #expect(CheckBench.network.time.now.milliseconds(since: began) < 2700)
        #expect(results.count == 30)
        #expect(results.allSatisfy { $0.report.verdict == .unknown })
        #expect(results.contains { $0.report.summary == "not tried: the deadline of the whole run came first" })
    }

    @Test func aThresholdThatDoesNotHoldChangesTheVerdict() async throws {
        let server = try await bench.serve(0..<1, .healthy)
        defer { server.stop() }
        var checks = try (0..<2).map { try bench.check("check \($0)", of: 0) }
        let never = ThresholdRange("1000:", in: .seconds)
        checks[1].thresholds = [Threshold("rtt", critical: never)]
        let results = try await bench.run(checks, pace: Self.pace).sorted { $0.index < $1.index }
        #expect(results.map(\.report.verdict) == [.ok, .critical])
    }
}
