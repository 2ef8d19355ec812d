/// One tree as boxes and arrows, in the order of the file: what every picture of it is drawn from.
package struct PlaybookGraph: Sendable, Equatable {
    /// What a box is; a picture tells it by shape and by `Box.word`, not by colour alone.
    package enum Kind: String, Sendable, CaseIterable {
        case test, ask, check, include, exit, conclude
    }

    package struct Box: Sendable, Equatable {
        package var id: String
        package var kind: Kind
        /// The kind for people.
        package var word: String
        package var title: String
        /// Smaller print below the title.
        package var notes: [String]
    }

    /// An arrow between two boxes, by index.
    package struct Arrow: Sendable, Equatable {
        package var from: Int
        package var to: Int
        package var label: [String]
        /// Whether it is what is left when no branch matches.
        package var isElse: Bool
    }

    package var id: String
    package var title: String
    /// How `why` finds the tree.
    package var subtitle: String
    package var boxes: [Box]
    package var arrows: [Arrow]
    /// The boxes that a path from the start leads to, each before those it leads to.
    package var order: [Int]

    /// - Parameter library: names the causes and the sub-trees.
    package init(_ playbook: Playbook, _ library: Library) {
        id = playbook.id.value
        title = playbook.title.value
        subtitle = playbook.occasion
        let nodes = playbook.nodes
        let indices = Dictionary(nodes.indices.map { (nodes[$0].id.value, $0) }) { first, _ in first }
        boxes = nodes.map { Box($0, of: playbook, library) }
        order = TreeGraph(playbook).order.compactMap { indices[$0.id.value] }
        arrows = nodes.indices.flatMap { from in
            nodes[from].ways.compactMap { way in
                indices[way.target].map { Arrow(from: from, to: $0, label: way.label, isElse: way.isElse) }
            }
        }
    }
}
