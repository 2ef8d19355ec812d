/// The nodes of one tree as numbers, with edges; an include is one node.
struct TreeGraph {
    /// An edge that leads back to a node of the path it ends, and that path.
    struct BackEdge {
        var target: Located<String>
        var path: [String]
    }

    let playbook: Playbook
    /// Nodes that a path from the start leads to, each before those it leads to (if there is no cycle).
    private(set) var order: [Node] = []
    private(set) var backEdges: [BackEdge] = []

    init(_ playbook: Playbook) {
        self.playbook = playbook
        visit(from: playbook.start.value)
    }

    /// Depth first without recursion, since a file may hold a very long path.
    private mutating func visit(from start: String) {
        guard let first = playbook.node(start) else { return }
        var path: [(node: Node, next: Int)] = [(first, 0)]
        var onPath: Set<String> = [start]
        var seen: Set<String> = [start]
        var finished: [Node] = []
        while let (node, next) = path.last {
            let targets = node.targets
            guard next < targets.count else {
                finished.append(node)
                onPath.remove(node.id.value)
                path.removeLast()
                continue
            }
            path[path.count - 1].next += 1
            let target = targets[next]
            if onPath.contains(target.value) {
                let ids = path.map(\.node.id.value)
                backEdges.append(BackEdge(target: target, path: Array(ids.drop { $0 != target.value })))
            } else if seen.insert(target.value).inserted, let node = playbook.node(target.value) {
                onPath.insert(target.value)
                path.append((node, 0))
            }
        }
        order = finished.reversed()
    }

    /// The longest path from the start, in a tree without cycles.
    var longestPath: [String] {
        var best: [String: (length: Int, before: String?)] = [playbook.start.value: (1, nil)]
        for node in order {
            let length = best[node.id.value]?.length ?? 1
            for target in node.targets where length >= best[target.value]?.length ?? 0 {
                best[target.value] = (length + 1, node.id.value)
            }
        }
        var path: [String] = []
        var at = best.max { ($0.value.length, $1.key) < ($1.value.length, $0.key) }?.key
        while let id = at {
            path.append(id)
            at = best[id]?.before
        }
        return path.reversed()
    }
}
