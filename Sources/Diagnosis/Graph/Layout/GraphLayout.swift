/// Where everything of a tree's picture stands: in layers, as in Sugiyama, Tagawa and Toda, "Methods for Visual Understanding
/// of Hierarchical System Structures" (1981).
///
/// Boxes stand in every other rank. An arrow has an item in each rank between its ends: its label right after the box that it
/// leaves, and bends further on. Items of a rank never overlap, and an arrow crosses a rank only in its own item; so no arrow
/// runs through a box or a label.
///
/// Ranks follow each other from the top down, or from left to right where that makes the picture less wide: `along` is the
/// way from rank to rank, `across` that within a rank.
struct GraphLayout: Sendable {
    struct Item: Sendable {
        enum Content: Sendable, Equatable {
            /// By index into the graph's boxes.
            case box(Int)
            /// By index into its arrows.
            case label(Int)
            case bend(Int)
        }

        var content: Content
        var rank: Int
        var text: TextBox
        /// Its extent across.
        var breadth: Double
        /// Its extent along.
        var depth: Double
        /// The middle, across.
        var middle: Double = 0
        var before: [Int] = []
        var after: [Int] = []
    }

    struct Point: Sendable, Equatable {
        var x: Double
        var y: Double
    }

    struct Frame: Sendable, Equatable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
    }

    /// Space between the items of a rank.
    private static let space = 16.0

    let isSideways: Bool
    /// The boxes first, in the graph's order.
    private(set) var items: [Item] = []
    /// The items of each arrow from box to box, by arrow.
    private(set) var chains: [Int: [Int]] = [:]
    private var ranks: [[Int]] = []
    /// Where each rank begins and ends, along.
    private(set) var starts: [Double] = []
    private(set) var ends: [Double] = []

    /// - Parameter graph: of a tree that the linter has found sound; arrows of a cycle that lead back are left out.
    init(_ graph: PlaybookGraph) {
        let upright = GraphLayout(graph, isSideways: false)
        let sideways = GraphLayout(graph, isSideways: true)
        self = max(upright.width, upright.height) <= max(sideways.width, sideways.height) ? upright : sideways
    }

    private init(_ graph: PlaybookGraph, isSideways: Bool) {
        self.isSideways = isSideways
        let levels = graph.levels
        ranks = Array(repeating: [], count: 2 * (levels.max() ?? 0) + 1)
        for (index, box) in graph.boxes.enumerated() {
            add(.box(index), rank: 2 * levels[index], TextBox(box), margin: (18, 10))
        }
        for (index, arrow) in graph.arrows.enumerated() where levels[arrow.from] < levels[arrow.to] {
            addChain(index, arrow, from: 2 * levels[arrow.from], to: 2 * levels[arrow.to])
        }
        ranks = RankOrder.arrange(ranks, items)
        let middles = Positions.find(ranks, items, space: Self.space)
        for index in items.indices { items[index].middle = middles[index] }
        var start = 0.0
        for rank in ranks {
            let end = start + (rank.map { items[$0].depth }.max() ?? 0)
            starts.append(start)
            ends.append(end)
            start = end + gap(after: rank)
        }
    }

    var width: Double { isSideways ? along : across }
    var height: Double { isSideways ? across : along }
    private var along: Double { ends.last ?? 0 }
    private var across: Double { items.map { $0.middle + $0.breadth / 2 }.max() ?? 0 }

    func point(across: Double, along: Double) -> Point {
        isSideways ? Point(x: along, y: across) : Point(x: across, y: along)
    }

    func frame(of item: Item) -> Frame {
        let corner = point(across: item.middle - item.breadth / 2, along: starts[item.rank])
        return isSideways
            ? Frame(x: corner.x, y: corner.y, width: item.depth, height: item.breadth)
            : Frame(x: corner.x, y: corner.y, width: item.breadth, height: item.depth)
    }

    /// The space in which arrows move across; the further they move, the more of it they need.
    private func gap(after rank: [Int]) -> Double {
        let moves = rank.flatMap { item in items[item].after.map { abs(items[$0].middle - items[item].middle) } }
        return min(90, 28 + (moves.max() ?? 0) / 10).rounded()
    }

    private mutating func add(_ content: Item.Content, rank: Int, _ text: TextBox, margin: (x: Double, y: Double)) {
        let (width, height) = (text.width + 2 * margin.x, text.height + 2 * margin.y)
        ranks[rank].append(items.count)
        items.append(
            Item(
                content: content, rank: rank, text: text, breadth: isSideways ? height : width,
                depth: isSideways ? width : height))
    }

    private mutating func addChain(_ index: Int, _ arrow: PlaybookGraph.Arrow, from: Int, to: Int) {
        var chain = [arrow.from]
        for rank in from + 1..<to {
            chain.append(items.count)
            if rank == from + 1 {
                add(.label(index), rank: rank, TextBox(arrow), margin: (4, 2))
            } else {
                add(.bend(index), rank: rank, TextBox(), margin: (0, 0))
            }
        }
        chain.append(arrow.to)
        for (one, next) in zip(chain, chain.dropFirst()) {
            items[one].after.append(next)
            items[next].before.append(one)
        }
        chains[index] = chain
    }
}

extension PlaybookGraph {
    /// The level of each box: one more than that of the deepest box with an arrow to it.
    fileprivate var levels: [Int] {
        let ways = Dictionary(grouping: arrows, by: \.from)
        var levels = Array(repeating: 0, count: boxes.count)
        for box in order {
            for arrow in ways[box] ?? [] { levels[arrow.to] = max(levels[arrow.to], levels[box] + 1) }
        }
        return levels
    }
}

extension TextBox {
    fileprivate init(_ box: PlaybookGraph.Box) {
        add(box.word.uppercased(), .word, width: 180)
        add(box.title, .title, width: 180)
        for note in box.notes { add(note, .note, width: 180) }
    }

    fileprivate init(_ arrow: PlaybookGraph.Arrow) {
        for line in arrow.label { add(line, .label, width: 180) }
    }
}
