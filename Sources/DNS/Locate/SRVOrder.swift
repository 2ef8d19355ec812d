/// The order in which SRV targets are tried (RFC 2782, "Usage rules").
enum SRVOrder {
    /// Priorities ascending; among equals one after the other is drawn, each with its weight's share of the chance.
    /// - Parameter random: a number out of the range, both ends included.
    static func sorted(_ records: [SRV], random: (ClosedRange<Int>) -> Int) -> [SRV] {
        let byPriority = Dictionary(grouping: records, by: \.priority).sorted { $0.key < $1.key }
        return byPriority.flatMap { drawn(from: $0.value, random: random) }
    }

    private static func drawn(from equals: [SRV], random: (ClosedRange<Int>) -> Int) -> [SRV] {
        // Weight 0 first, so that it is drawn only by the 0 of the inclusive range.
        var remaining = equals.filter { $0.weight == 0 } + equals.filter { $0.weight > 0 }
        var drawn: [SRV] = []
        while remaining.count > 1 {
            let number = random(0...remaining.reduce(0) { $0 + Int($1.weight) })
            var sum = 0
            let index = remaining.firstIndex { record in
                sum += Int(record.weight)
                return sum >= number
            }
            drawn.append(remaining.remove(at: index ?? remaining.count - 1))
        }
        return drawn + remaining
    }
}
