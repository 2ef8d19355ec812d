package import Net

/// A clock that moves only when told to.
@NetActor
package final class VirtualTime: TimeSource {
    private nonisolated let clock = Clock()
    private let timers = TimerHeap()

    /// Read and set on the reactor's thread only, which `now` cannot state in its type.
    private final class Clock: @unchecked Sendable {
        var now = Instant(nanoseconds: 0)
    }

    package nonisolated init() {}

    package nonisolated var now: Instant { clock.now }
    package nonisolated var unixMilliseconds: Int64 { 1_800_000_000_000 + now.nanoseconds / 1_000_000 }

    package func schedule(at deadline: Instant, _ action: @escaping @NetActor () -> Void) -> Net.Timer {
        timers.schedule(at: deadline, action)
    }

    /// Moves on, timer by timer; whoever a timer wakes runs before the next one.
    package func advance(milliseconds: Int) async {
        let end = now.adding(milliseconds: milliseconds)
        await settle()
        while let next = timers.nextDeadline, next <= end {
            clock.now = max(next, now)
            timers.fire(through: now)
            await settle()
        }
        clock.now = end
        await settle()
    }

    /// The value, and the milliseconds that the work took: the clock moves on until it is done, for an hour at most.
    package func run<Value: Sendable>(_ work: @escaping @NetActor () async -> Value) async -> (value: Value, ms: Int)? {
        let began = now
        var finished: (Value, Int)?
        let task = Task { @NetActor in
            let value = await work()
            finished = (value, Int(self.now.milliseconds(since: began)))
        }
        await settle()
        while finished == nil, let next = timers.nextDeadline, next.milliseconds(since: began) <= 3_600_000 {
            clock.now = max(next, now)
            timers.fire(through: now)
            await settle()
        }
        if finished == nil { task.cancel() }
        return finished.map { ($0.0, $0.1) }
    }

    /// Lets every task run that can.
    private func settle() async {
        for _ in 0..<40 { await NetActor.yield() }
    }
}
