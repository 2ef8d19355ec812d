import Glibc

/// The kernel's clocks, and timers of the reactor.
package struct SystemTime: TimeSource {
    package init() {}

    package var now: Instant { Instant(nanoseconds: Self.read(CLOCK_MONOTONIC)) }

    package var unixMilliseconds: Int64 { Self.read(CLOCK_REALTIME) / 1_000_000 }

    @NetActor package func schedule(at deadline: Instant, _ action: @escaping @NetActor () -> Void) -> Timer {
        Reactor.shared.timers.schedule(at: deadline, action)
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
