/// The indices already seen among the last 64 (RFC 3711 §3.3.2).
struct ReplayWindow: Sendable {
    private(set) var highest: UInt64?
    /// Bit n stands for `highest` - n.
    private var seen: UInt64 = 0

    /// The packet is new: neither seen nor too old to tell.
    func admits(_ index: UInt64) -> Bool {
        guard let highest, index <= highest else { return true }
        return highest - index < 64 && seen & (1 << (highest - index)) == 0
    }

    /// Notes an authenticated packet that was admitted.
    mutating func note(_ index: UInt64) {
        guard let highest, index <= highest else {
            let distance = index - (highest ?? index)
            seen = (distance < 64 ? seen << distance : 0) | 1
            return highest = index
        }
        if highest - index < 64 { seen |= 1 << (highest - index) }
    }
}
