/// The packets of one source from one beginning on: sequence numbers with their wraps (RFC 3550 A.1), so that what is
/// lost, doubled or out of order can be told.
struct SequenceSpan: Sendable {
    /// What a sequence number is to the span.
    enum Place: Sendable {
        case next, reordered, duplicate
        /// Too far away to belong to it: the source has begun anew, or the packet is a stray.
        case outside
    }

    private(set) var highest: Int
    private(set) var received = 0
    private var lowest: Int
    /// The last number received in each slot, by number modulo size.
    private var slots: [Int]
    private var runs = LossRuns()
    /// Up to here losses are judged; what comes later than that is too late.
    private var judged: Int

    private static let slotCount = 1024
    /// RFC 3550 A.1 lets 3000 packets be missing and 100 be out of order; here it is as many as the slots can tell.
    private static let maximumDropout = 3000
    private static let maximumMisorder = 1000
    /// Packets that a late one may be behind, and still not be lost.
    private static let patience = 64

    init(_ first: UInt16) {
        // A wrap below the first, for those that come late: no number is negative.
        highest = 1 << 16 + Int(first)
        lowest = highest
        judged = highest - 1
        slots = [Int](repeating: 0, count: Self.slotCount)
        take(highest)
    }

    /// Packets that should have come.
    var expected: Int { highest - lowest + 1 }

    /// Counts a packet that belongs here.
    mutating func receive(_ sequence: UInt16) -> Place {
        let distance = Int(Int16(bitPattern: sequence &- UInt16(truncatingIfNeeded: highest)))
        guard -Self.maximumMisorder...Self.maximumDropout ~= distance else { return .outside }
        let number = highest + distance
        if slots[number % Self.slotCount] == number { return .duplicate }
        if distance > 0 {
            highest = number
            judge(through: highest - Self.patience)
        } else {
            lowest = min(lowest, number)
        }
        take(number)
        return distance > 0 ? .next : .reordered
    }

    /// The losses in a row, those of the last packets included.
    var lossRuns: LossRuns {
        var copy = self
        copy.judge(through: highest)
        return copy.runs
    }

    private mutating func take(_ number: Int) {
        slots[number % Self.slotCount] = number
        received += 1
    }

    private mutating func judge(through end: Int) {
        while judged < end {
            judged += 1
            runs.judge(wasReceived: slots[judged % Self.slotCount] == judged)
        }
    }
}
