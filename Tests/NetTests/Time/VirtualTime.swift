import Net

/// A clock that moves only when told to.
@NetActor
final class VirtualTime: TimeSource {
    private nonisolated let clock = Clock()
    private let timers = TimerHeap()

    /// Read and set on the reactor's thread only, which `now` cannot state in its type.
    private final class Clock: @unchecked Sendable {
        var now = Instant(nanoseconds: 0)
    }

    nonisolated init() {}

    nonisolated var now: Instant { clock.now }
    nonisolated var unixMilliseconds: Int64 { 1_800_000_000_000 + now.nanoseconds / 1_000_000 }

    func schedule(at deadline: Instant, _ action: @escaping @NetActor () -> Void) -> Net.Timer {
        timers.schedule(at: deadline, action)
    }

    /// Fires what is due on the way, each at its own time.
    func advance(milliseconds: Int) {
        let end = now.adding(milliseconds: milliseconds)
        while let next = timers.nextDeadline, next <= end {
            clock.now = max(next, now)
            timers.fire(through: now)
        }
        clock.now = end
    }
}
