import Net

/// Packets along the path leave at least 50 ms apart, whichever trace sends them: routers limit the ICMP errors that they
/// send.
@NetActor
final class PathPace {
    static let spacingMs = 50
    private var free: Instant?
    private var active = 0

    func enter() { active += 1 }

    func leave() { active -= 1 }

    /// When a trace may send that has last sent then: several of them take turns.
    func next(after last: Instant?) -> Instant? {
        let own = last?.adding(milliseconds: Self.spacingMs * max(active, 1))
        return [free, own].compactMap { $0 }.max()
    }

    func take(at now: Instant) { free = now.adding(milliseconds: Self.spacingMs) }
}
