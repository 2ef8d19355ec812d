/// Orders the items of each rank so that few arrows cross: each goes to the mean place of its neighbours, down and up
/// again, and the best order met is kept.
enum RankOrder {
    private static let sweeps = 24

    static func arrange(_ ranks: [[Int]], _ items: [GraphLayout.Item]) -> [[Int]] {
        var ranks = ranks
        var best = ranks
        var fewest = Int.max
        for sweep in 0..<sweeps where fewest > 0 {
            let isDownward = sweep % 2 == 0
            let order = isDownward ? Array(ranks.indices.dropFirst()) : ranks.indices.dropLast().reversed()
            for rank in order {
                let places = places(in: ranks[isDownward ? rank - 1 : rank + 1])
                ranks[rank] = sorted(ranks[rank]) { item in
                    let neighbours = isDownward ? items[item].before : items[item].after
                    guard !neighbours.isEmpty else { return nil }
                    return neighbours.reduce(0) { $0 + Double(places[$1] ?? 0) } / Double(neighbours.count)
                }
            }
            let crossings = crossings(of: ranks, items)
            if crossings < fewest { (best, fewest) = (ranks, crossings) }
        }
        return best
    }

    /// By key; items without one keep their place among the others.
    private static func sorted(_ rank: [Int], by key: (Int) -> Double?) -> [Int] {
        let keyed = rank.enumerated().compactMap { place, item in key(item).map { (place: place, item: item, key: $0) }
        }
        var sorted = rank
        for (free, next) in zip(keyed, keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }) {
            sorted[free.place] = next.item
        }
        return sorted
    }

    private static func places(in rank: [Int]) -> [Int: Int] {
        Dictionary(uniqueKeysWithValues: rank.enumerated().map { ($1, $0) })
    }

    /// How many pairs of lines between neighbouring ranks cross.
    private static func crossings(of ranks: [[Int]], _ items: [GraphLayout.Item]) -> Int {
        zip(ranks, ranks.dropFirst()).reduce(0) { sum, pair in
            let places = places(in: pair.1)
            let ends = pair.0.flatMap { item in items[item].after.compactMap { places[$0] }.sorted() }
            return sum + inversions(in: ends, below: pair.1.count)
        }
    }

    /// Pairs of which the later number is the smaller one, counted with a Fenwick tree: a tree may have thousands of arrows.
    private static func inversions(in numbers: [Int], below limit: Int) -> Int {
        var counts = Array(repeating: 0, count: limit + 1)
        var inversions = 0
        for (seen, number) in numbers.enumerated() {
            var notLarger = 0
            var at = number + 1
            while at > 0 {
                notLarger += counts[at]
                at -= at & -at
            }
            inversions += seen - notLarger
            at = number + 1
            while at <= limit {
                counts[at] += 1
                at += at & -at
            }
        }
        return inversions
    }
}
