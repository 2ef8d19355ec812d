import Net
import Testing

@testable import Service

/// One source is not flooded, and many sources are not either.
@Suite struct RateLimitTests {
    private func at(_ milliseconds: Int) -> Instant { Instant(nanoseconds: 0).adding(milliseconds: milliseconds) }

    /// How many of so many attempts at one moment are allowed.
    private func allowed(
        _ limit: inout RateLimit, _ attempts: Int, at ms: Int, from source: (Int) -> IPAddress = { _ in .v4(1) }
    ) -> Int {
        var count = 0
        for attempt in 0..<attempts where limit.allows(source(attempt), at: at(ms)) { count += 1 }
        return count
    }

    @Test func aSourceGetsABurstAndThenTenASecond() {
        var limit = RateLimit(at: at(0))
        let counts = [allowed(&limit, 100, at: 0), allowed(&limit, 100, at: 1000)]
        #expect(counts == [20, 10])
        let other = allowed(&limit, 1, at: 1000) { _ in .v4(2) }
        #expect(other == 1, "another source is not held back by the first")
    }

    @Test func allSourcesTogetherGetAHundredASecond() {
        var limit = RateLimit(at: at(0))
        let counts = [0, 1000].map { ms in allowed(&limit, 1000, at: ms) { .v4(UInt32($0)) } }
        #expect(counts == [200, 100])
    }

    /// Forged sources beyond the memory forget who asked before; the limit of all together stands.
    @Test func forgedSourcesDoNotFillTheMemory() {
        var limit = RateLimit(at: at(0))
        let count = allowed(&limit, 100_000, at: 0) { .v4(UInt32($0)) }
        #expect(count == 200)
    }
}
