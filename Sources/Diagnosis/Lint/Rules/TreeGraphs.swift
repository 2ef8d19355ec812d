extension Linter {
    private static let maximumPath = 12

    /// PB060–062, PB081: the shape of each tree.
    @Sendable static func treeGraphs(_ context: LintContext) -> [Diagnostic] {
        context.playbooks.flatMap { playbook in
            let graph = TreeGraph(playbook)
            return cycles(in: graph) + unreachable(in: graph) + exits(of: graph)
                + (graph.backEdges.isEmpty ? longPath(in: graph) : [])
        }
    }

    private static func cycles(in graph: TreeGraph) -> [Diagnostic] {
        graph.backEdges.map { edge in
            let path = (edge.path.prefix(maximumPath) + [edge.target.value]).joined(separator: " → ")
            return Diagnostic(.cycle, at: edge.target.place, "the path comes back to where it was: \(path)")
        }
    }

    private static func unreachable(in graph: TreeGraph) -> [Diagnostic] {
        let reached = Set(graph.order.map(\.id.value))
        return graph.playbook.nodes.filter { !reached.contains($0.id.value) }.map { node in
            Diagnostic(.unreachableNode, at: node.id.place, "no path leads to the node \"\(node.id.value)\"")
        }
    }

    private static func exits(of graph: TreeGraph) -> [Diagnostic] {
        let used = Set(
            graph.order.compactMap { node in
                if case .exit(let exit) = node.kind { exit.value } else { nil }
            })
        return graph.playbook.exits.filter { !used.contains($0.value) }.map { exit in
            Diagnostic(.exitNeverReached, at: exit.place, "no path leaves by the exit \"\(exit.value)\"")
        }
    }

    private static func longPath(in graph: TreeGraph) -> [Diagnostic] {
        let path = graph.longestPath
        guard path.count > maximumPath, let node = graph.playbook.node(path[maximumPath]) else { return [] }
        return [
            Diagnostic(
                .longPath, at: node.id.place,
                "the longest path has \(path.count) nodes; more than \(maximumPath) is more than a person can follow")
        ]
    }
}
