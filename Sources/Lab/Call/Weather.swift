/// What a bad network does to datagrams, both ways: in the same order for the same seed.
package struct Weather: Sendable, Hashable {
    /// Of a hundred datagrams.
    package var lost: Int
    package var doubled: Int
    package var delayed: Int
    /// The longest delay.
    package var delayMs: Int
    private var state: UInt64

    package init(seed: UInt64, lost: Int = 0, doubled: Int = 0, delayed: Int = 0, delayMs: Int = 0) {
        self.lost = lost
        self.doubled = doubled
        self.delayed = delayed
        self.delayMs = max(0, delayMs)
        state = seed
    }

    /// When each copy of the next datagram arrives, in milliseconds from now: none, one or two.
    mutating func arrivals() -> [Int] {
        if isHit(lost) { return [] }
        let delay = isHit(delayed) ? Int.random(in: 0...delayMs, using: &self) : 0
        return isHit(doubled) ? [delay, delay] : [delay]
    }

    private mutating func isHit(_ percent: Int) -> Bool {
        percent > 0 && Int.random(in: 0..<100, using: &self) < percent
    }
}

extension Weather: RandomNumberGenerator {
    /// SplitMix64.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
