extension Linter {
    /// PB045, PB047, PB057, PB070–073: what is known at each node, and whether its branches cover it.
    ///
    /// Each tree is proven on its own, a sub-tree from what its `inputs` promise; a tree then continues with what the
    /// exits of its sub-trees leave behind.
    @Sendable static func treeFlows(_ context: LintContext) -> [Diagnostic] {
        var flows: [String: TreeFlow] = [:]
        for playbook in context.innermostFirst {
            flows[playbook.id.value] = TreeFlow(playbook, context.scope(of: playbook), flows: flows)
        }
        return flows.values.flatMap(\.diagnostics)
    }
}
