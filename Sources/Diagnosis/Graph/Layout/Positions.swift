/// The middle of each item from left to right: near its neighbours above and below, in the order of the ranks and without
/// overlap.
struct Positions {
    private static let rounds = 100

    private let ranks: [[Int]]
    private let items: [GraphLayout.Item]
    private let space: Double
    private var x: [Double]

    /// - Returns: by item; whole pixels, the leftmost edge at 0.
    static func find(_ ranks: [[Int]], _ items: [GraphLayout.Item], space: Double) -> [Double] {
        var positions = Positions(ranks, items, space)
        for round in 0..<rounds {
            // At first each rank follows the one before it, then all settle between both neighbours.
            let isSettling = round >= rounds / 2
            for rank in ranks.indices.dropFirst(isSettling ? 0 : 1) {
                positions.move(rank, before: true, after: isSettling)
            }
            for rank in ranks.indices.reversed().dropFirst(isSettling ? 0 : 1) {
                positions.move(rank, before: isSettling, after: true)
            }
        }
        let left = items.indices.map { positions.x[$0] - items[$0].breadth / 2 }.min() ?? 0
        return positions.x.map { ($0 - left).rounded() }
    }

    private init(_ ranks: [[Int]], _ items: [GraphLayout.Item], _ space: Double) {
        self.ranks = ranks
        self.items = items
        self.space = space
        x = Array(repeating: 0, count: items.count)
        for rank in ranks.indices { place(rank, wishes: ranks[rank].map { _ in (x: 0, weight: 1) }) }
    }

    private mutating func move(_ rank: Int, before: Bool, after: Bool) {
        let wishes = ranks[rank].map { item -> (x: Double, weight: Double) in
            let neighbours = (before ? items[item].before : []) + (after ? items[item].after : [])
            var sum = 0.0
            var weight = 0.0
            for neighbour in neighbours {
                let pull = items[item].pull(items[neighbour])
                sum += pull * x[neighbour]
                weight += pull
            }
            return weight > 0 ? (sum / weight, weight) : (x[item], 0.01)
        }
        place(rank, wishes: wishes)
    }

    /// The places with the least squared distance to the wishes that keep order and space: isotonic regression, by pooling
    /// neighbours that would overlap.
    private mutating func place(_ rank: Int, wishes: [(x: Double, weight: Double)]) {
        var pools: [(x: Double, weight: Double, count: Int)] = []
        var offsets: [Double] = []
        for (index, item) in ranks[rank].enumerated() {
            let before = index > 0 ? ranks[rank][index - 1] : nil
            let step = before.map { (items[$0].breadth + items[item].breadth) / 2 + space } ?? 0
            offsets.append((offsets.last ?? 0) + step)
            var pool = (x: wishes[index].x - offsets[index], weight: wishes[index].weight, count: 1)
            while let last = pools.last, last.x > pool.x {
                let weight = last.weight + pool.weight
                pool = ((last.x * last.weight + pool.x * pool.weight) / weight, weight, last.count + pool.count)
                pools.removeLast()
            }
            pools.append(pool)
        }
        var index = 0
        for pool in pools {
            for _ in 0..<pool.count {
                x[ranks[rank][index]] = pool.x + offsets[index]
                index += 1
            }
        }
    }
}

extension GraphLayout.Item {
    /// How strongly two neighbours pull at each other: the way between two bends should be straight.
    fileprivate func pull(_ other: GraphLayout.Item) -> Double {
        switch (isBox, other.isBox) {
        case (true, _), (_, true): 1
        case (false, false): 16
        }
    }

    private var isBox: Bool {
        if case .box = content { true } else { false }
    }
}
