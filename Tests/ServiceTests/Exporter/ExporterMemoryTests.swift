import Diagnosis
import Net
import Testing

@testable import Service

@Suite struct ExporterMemoryTests {
    private static let start = Instant(nanoseconds: 1_000_000_000)

    private static func report(durationMs: Int = 0) -> Report {
        Report(
            tool: Report.Tool(version: "1"), command: "options", target: "a",
            startedAt: Timestamp(millisecondsSince1970: 0),
            durationMs: durationMs, verdict: .ok, summary: "")
    }

    /// It counts from the beginning of a measurement to that of the next.
    @Test func aTargetIsAskedNoOftener() {
        var memory = ExporterMemory(capacity: 10)
        #expect(memory.waitMs("m a", host: "a", every: 60, at: Self.start) == 0 && memory.last("m a") == nil)
        memory.note(
            Self.report(durationMs: 3000), "m a", host: "a", restMs: nil, at: Self.start.adding(milliseconds: 3000))
        #expect(memory.waitMs("m a", host: "a", every: 60, at: Self.start.adding(milliseconds: 50_000)) == 10_000)
        #expect(memory.waitMs("m a", host: "a", every: 60, at: Self.start.adding(milliseconds: 60_000)) == 0)
        #expect(memory.waitMs("n a", host: "a", every: 60, at: Self.start.adding(milliseconds: 50_000)) == 0)
    }

    /// Retry-After is about the host, whichever module met it.
    @Test func aHostThatWantsRestHasIt() {
        var memory = ExporterMemory(capacity: 10)
        memory.note(Self.report(), "m a", host: "a", restMs: 120_000, at: Self.start)
        #expect(memory.waitMs("n a", host: "a", every: 15, at: Self.start) == 120_000)
        #expect(memory.waitMs("n b", host: "b", every: 15, at: Self.start) == 0)
        memory.note(Self.report(), "m b", host: "b", restMs: .max, at: Self.start)
        #expect(memory.waitMs("n b", host: "b", every: 15, at: Self.start) == 3_600_000)
    }

    @Test func theOldestIsForgotten() {
        var memory = ExporterMemory(capacity: 2)
        for (index, key) in ["a", "b", "a", "c"].enumerated() {
            memory.note(Self.report(), key, host: key, restMs: nil, at: Self.start.adding(milliseconds: index))
        }
        #expect(["a", "b", "c"].map { memory.last($0) != nil } == [true, false, true])
    }
}
