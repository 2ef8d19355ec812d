/// The nodes of a tree, in the order of the file; ids are unique.
package struct NodeList: Sendable {
    package let nodes: [Node]
    private let positions: [String: Int]

    package init(_ nodes: [Node]) {
        self.nodes = nodes
        positions = Dictionary(nodes.indices.map { (nodes[$0].id.value, $0) }) { first, _ in first }
    }

    package func node(_ id: String) -> Node? {
        positions[id].map { nodes[$0] }
    }
}
