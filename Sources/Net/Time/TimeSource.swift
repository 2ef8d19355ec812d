/// The clock, one of the two seams to the world: tests put a virtual one in its place.
package protocol TimeSource: Sendable {
    /// The monotonic clock.
    var now: Instant { get }

    /// The wall clock: milliseconds since 1970-01-01 UTC.
    var unixMilliseconds: Int64 { get }

    /// Runs `action` once, at `deadline` or at the next opportunity if that has passed, unless cancelled before.
    @NetActor func schedule(at deadline: Instant, _ action: @escaping @NetActor () -> Void) -> Timer
}

extension TimeSource {
    /// Returns at `deadline`, or at once when the task is cancelled.
    @NetActor package func sleep(until deadline: Instant) async {
        _ = await WaitingRoom<Never>(time: self).wait(until: deadline)
    }
}
