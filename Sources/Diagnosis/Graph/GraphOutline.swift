extension PlaybookGraph {
    /// The tree for reading: each node, below it the ways out of it, below each way the node it leads to. A node that several
    /// ways lead to is told at the first of them, under its id in brackets.
    package func outline(width: Int) -> String {
        var outline = GraphOutline(self, width: width)
        outline.tell()
        return outline.lines.map { $0 + "\n" }.joined()
    }
}

private struct GraphOutline {
    private let graph: PlaybookGraph
    private let width: Int
    private let ways: [Int: [PlaybookGraph.Arrow]]
    /// Boxes that more than one arrow leads to.
    private let shared: Set<Int>
    private var told: Set<Int> = []
    private(set) var lines: [String] = []

    init(_ graph: PlaybookGraph, width: Int) {
        self.graph = graph
        self.width = width
        ways = Dictionary(grouping: graph.arrows, by: \.from)
        shared = Set(Dictionary(grouping: graph.arrows, by: \.to).filter { $0.value.count > 1 }.keys)
    }

    mutating func tell() {
        lines = Cells.wrap(safe("\(graph.id): \(graph.title)"), columns: width)
        lines += Cells.wrap(safe(graph.subtitle), columns: width) + [""]
        if let start = graph.order.first { tell(start, indent: 0) }
    }

    /// As deep as a path is long, which the linter limits.
    private mutating func tell(_ index: Int, indent: Int) {
        let box = graph.boxes[index]
        let notes = box.notes.isEmpty ? "" : " (\(box.notes.joined(separator: "; ")))"
        let name = shared.contains(index) ? "[\(box.id)] " : ""
        guard told.insert(index).inserted else { return add("  ", "\(name)see above", indent) }
        add("  ", "\(name)\(box.word): \(box.title)\(notes)", indent)
        for way in ways[index] ?? [] {
            add("- ", way.label.joined(separator: " ") + ":", indent + 2)
            tell(way.to, indent: indent + 2)
        }
    }

    private mutating func add(_ mark: String, _ text: String, _ indent: Int) {
        let prefix = indent == 0 ? "" : String(repeating: " ", count: indent - 2) + mark
        lines += Cells.hang(prefix, safe(text), columns: width)
    }

    private func safe(_ text: String) -> String { SafeText.safe(text, for: .paragraph) }
}
