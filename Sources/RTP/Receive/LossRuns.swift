/// Losses in a row: a short network outage and losses strewn over the call have the same percentage.
struct LossRuns: Sendable {
    private(set) var count = 0
    private(set) var longest = 0
    private var current = 0

    /// Judges the next packet of the sequence.
    mutating func judge(wasReceived: Bool) {
        guard !wasReceived else { return current = 0 }
        if current == 0 { count += 1 }
        current += 1
        longest = max(longest, current)
    }
}
