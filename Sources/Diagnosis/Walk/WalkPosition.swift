/// Where a walk stands: a node, and the includes that led to its tree.
struct WalkPosition: Sendable, Hashable {
    /// An include that is under way.
    struct Frame: Sendable, Hashable {
        var playbook: String
        var node: String

        /// Where the include leads on, when its sub-tree is left by this exit.
        func target(of exit: String, in library: Library) -> String? {
            guard case .include(let include) = library.playbooks[playbook]?.node(node)?.kind else { return nil }
            return include.exits.first { $0.exit.value == exit }?.target.value
        }
    }

    var playbook: String
    var node: String
    var frames: [Frame] = []

    mutating func enter(_ subtree: Playbook) {
        frames.append(Frame(playbook: playbook, node: node))
        playbook = subtree.id.value
        node = subtree.start.value
    }
}
