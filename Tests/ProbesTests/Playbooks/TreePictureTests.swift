import Playbooks
import Testing

@testable import Diagnosis

/// Every tree that ships can be drawn: all of it, and so that it can be read.
@Suite struct TreePictureTests {
    private static let library = Library.load(Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }).library
    static let ids = library.map { $0.playbooks.keys.sorted() } ?? []

    private static func tree(_ id: String) throws -> (Playbook, PlaybookGraph) {
        let library = try #require(library)
        let playbook = try #require(library.playbooks[id])
        return (playbook, PlaybookGraph(playbook, library))
    }

    /// Branches in a row that lead to the same node are one arrow.
    private static func ways(_ node: Node) -> [String] {
        let ends = node.targets.map(\.value)
        guard case .include = node.kind else {
            let branches = node.branches.map(\.target.value)
            let distinct = branches.indices.filter { $0 == 0 || branches[$0] != branches[$0 - 1] }.map { branches[$0] }
            return distinct + ends.dropFirst(branches.count)
        }
        return ends
    }

    @Test(arguments: ids)
    func hasEachNodeAndBranchOnce(_ id: String) throws {
        let (playbook, graph) = try Self.tree(id)
        let arrows = playbook.nodes.flatMap { node in Self.ways(node).map { "\"\(node.id.value)\" -> \"\($0)\"" } }
        #expect(graph.boxes.map(\.id) == playbook.nodes.map(\.id.value))
        #expect(graph.arrows.allSatisfy { !$0.label.isEmpty })

        let dot = graph.dot.split(separator: "\n")
        #expect(dot.filter { $0.contains("shape=") }.count == playbook.nodes.count)
        #expect(
            dot.filter { $0.contains(" -> ") }.map { $0.dropFirst(4).prefix { $0 != "[" }.dropLast() }
                == arrows.map { $0[...] })
        let mermaid = graph.mermaid.split(separator: "\n").dropFirst(4)
        #expect(mermaid.filter { $0.contains("->|") }.count == arrows.count)
        #expect(mermaid.count == playbook.nodes.count + arrows.count)
        #expect(graph.svg.matches(of: /<g class="box/).count == playbook.nodes.count)
        #expect(graph.svg.matches(of: /<path class="arrow/).count == arrows.count)
    }

    /// Items of a rank stand apart and ranks follow each other, so that nothing overlaps and no arrow crosses a box.
    @Test(arguments: ids)
    func nothingOverlaps(_ id: String) throws {
        let (_, graph) = try Self.tree(id)
        let layout = GraphLayout(graph)
        for rank in Dictionary(grouping: layout.items, by: \.rank).values {
            let sorted = rank.sorted { $0.middle < $1.middle }
            for (one, next) in zip(sorted, sorted.dropFirst()) {
                #expect(next.middle - one.middle >= (one.breadth + next.breadth) / 2 + 14)
            }
        }
        for (end, start) in zip(layout.ends, layout.starts.dropFirst()) { #expect(start - end >= 28) }
        for (arrow, chain) in layout.chains {
            #expect(
                chain.map { layout.items[$0].rank }
                    == Array(layout.items[chain[0]].rank...layout.items[chain[chain.count - 1]].rank))
            #expect(layout.items[chain[1]].content == .label(arrow))
        }
        #expect(layout.chains.count == graph.arrows.count)
    }
}
