import Net
import Testing

@Suite struct InstantTests {
    @Test("Adding stops at the ends of the clock instead of wrapping")
    func saturation() {
        let start = Instant(nanoseconds: 1_000_000)
        #expect(start.adding(milliseconds: 1) == Instant(nanoseconds: 2_000_000))
        #expect(start.adding(milliseconds: -2) == Instant(nanoseconds: -1_000_000))
        #expect(start.adding(milliseconds: .max) == .distantFuture)
        #expect(Instant(nanoseconds: -1).adding(milliseconds: .min) == Instant(nanoseconds: .min))
        #expect(start + .milliseconds(1) == Instant(nanoseconds: 2_000_000))
        #expect(start + .microseconds(-1500) == Instant(nanoseconds: -500_000))
        #expect(start + .seconds(Int64.max) == .distantFuture)
        #expect(Instant(nanoseconds: -1) + .seconds(Int64.min) == Instant(nanoseconds: .min))
        #expect(Instant.distantFuture + .nanoseconds(1) == .distantFuture)
    }

    @Test("Differences are in milliseconds, with sign")
    func differences() {
        let start = Instant(nanoseconds: 5_000_000)
        #expect(start.adding(milliseconds: 20).milliseconds(since: start) == 20)
        #expect(start.milliseconds(since: start + .microseconds(1500)) == -1.5)
        #expect(Instant.distantFuture.milliseconds(since: Instant(nanoseconds: .min)) > 9e12)
    }

    @Test("The monotonic clock does not go back, the wall clock is this century's")
    func systemTime() {
        let time = SystemTime()
        let start = time.now
        #expect(time.now >= start)
        #expect(time.unixMilliseconds > 1_700_000_000_000)
    }
}
