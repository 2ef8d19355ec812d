/// What a bad network does to datagrams, both ways: in the same order for the same seed.
package struct Weather: Sendable, Hashable {
    /// Of a hundred datagrams.
    package var lost: Int
    package var doubled: Int
    package var delayed: Int
    /// The longest delay.
    package var delayMs: Int
    private var generator: SeededGenerator

    package init(seed: UInt64, lost: Int = 0, doubled: Int = 0, delayed: Int = 0, delayMs: Int = 0) {
        self.lost = lost
        self.doubled = doubled
        self.delayed = delayed
        self.delayMs = max(0, delayMs)
        generator = SeededGenerator(seed: seed)
    }

    /// When each copy of the next datagram arrives, in milliseconds from now: none, one or two.
    mutating func arrivals() -> [Int] {
        if isHit(lost) { return [] }
        let delay = isHit(delayed) ? Int.random(in: 0...delayMs, using: &generator) : 0
        return isHit(doubled) ? [delay, delay] : [delay]
    }

    private mutating func isHit(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &generator) < percent
    }
}
