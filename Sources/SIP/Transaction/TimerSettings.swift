/// The base timers of RFC 3261 17.1.1.1, in milliseconds, from 1 ms to an hour.
package struct TimerSettings: Hashable, Sendable {
    /// Estimate of the round trip.
    package let t1: Int
    /// Longest interval between retransmissions of a request that is no INVITE.
    package let t2: Int
    /// How long a message stays in the network.
    package let t4: Int

    /// The RFC's values unless others are given; those out of bounds are moved to the nearest bound.
    package init(t1: Int = 500, t2: Int = 4_000, t4: Int = 5_000) {
        self.t1 = Self.clamped(t1)
        self.t2 = Self.clamped(t2)
        self.t4 = Self.clamped(t4)
    }

    /// 64 T1: timers B, F and M.
    package var giveUp: Int { 64 * t1 }

    /// Timer D on an unreliable transport: at least 32 s (RFC 3261 17.1.1.2).
    package static let completed = 32_000

    private static func clamped(_ milliseconds: Int) -> Int {
        min(max(milliseconds, 1), 3_600_000)
    }
}
