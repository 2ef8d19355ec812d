/// One decision tree.
package struct Playbook: Sendable {
    /// A code that a tree explains.
    package enum CodePattern: Sendable, Hashable {
        case exact(Int)
        /// The first digit: `4` for `4xx`.
        case family(Int)
    }

    package var id: Located<String>
    package var title: Located<String>
    /// How `why` finds the tree.
    package var codes: [Located<CodePattern>]
    package var symptoms: [Located<String>]
    /// For use by others, through `include`.
    package var isSubtree: Bool
    /// The named ends. In a top-level tree, an exit ends the walk without a cause.
    package var exits: [Located<String>]
    /// The fact groups that exist on entry.
    package var inputs: [Located<String>]
    package var start: Located<String>
    /// 0 is the built-in layer.
    package var layer: Int

    /// Called for every question, so it has to remember what it read.
    private let tree: @Sendable () -> NodeList

    package init(
        id: Located<String>, title: Located<String>, codes: [Located<CodePattern>] = [],
        symptoms: [Located<String>] = [], isSubtree: Bool = false, exits: [Located<String>] = [],
        inputs: [Located<String>], start: Located<String>, layer: Int = 0, tree: @escaping @Sendable () -> NodeList
    ) {
        self.id = id
        self.title = title
        self.codes = codes
        self.symptoms = symptoms
        self.isSubtree = isSubtree
        self.exits = exits
        self.inputs = inputs
        self.start = start
        self.layer = layer
        self.tree = tree
    }

    /// In the order of the file; ids are unique.
    package var nodes: [Node] { tree().nodes }

    package func node(_ id: String) -> Node? { tree().node(id) }
}
