extension Linter {
    /// PB030–037: starts, targets, exits, includes.
    @Sendable static func treeNames(_ context: LintContext) -> [Diagnostic] {
        context.playbooks.flatMap { playbook in
            start(of: playbook) + targets(of: playbook) + playbook.nodes.flatMap { exits(of: $0, playbook, context) }
        } + includeCycles(context)
    }

    private static func start(of playbook: Playbook) -> [Diagnostic] {
        guard playbook.node(playbook.start.value) == nil else { return [] }
        return [noNode(.missingStart, playbook.start, playbook)]
    }

    private static func targets(of playbook: Playbook) -> [Diagnostic] {
        playbook.nodes.flatMap(\.targets).filter { playbook.node($0.value) == nil }
            .map { noNode(.missingTarget, $0, playbook) }
    }

    private static func noNode(_ rule: LintRule, _ name: Located<String>, _ playbook: Playbook) -> Diagnostic {
        Diagnostic(
            rule, at: name.place, "there is no node \"\(name.value)\"",
            suggestion: NearName.of(name.value, among: playbook.nodes.map(\.id.value)))
    }

    private static func exits(of node: Node, _ playbook: Playbook, _ context: LintContext) -> [Diagnostic] {
        switch node.kind {
        case .exit(let exit):
            let declared = playbook.exits.map(\.value)
            if declared.contains(exit.value) { return [] }
            return [
                Diagnostic(
                    .undeclaredExit, at: exit.place, "the playbook declares no exit \"\(exit.value)\"",
                    suggestion: NearName.of(exit.value, among: declared))
            ]
        case .include(let include):
            return wires(of: include, in: playbook, context)
        case .test, .ask, .check, .conclude:
            return []
        }
    }

    private static func wires(
        of include: Node.Include, in playbook: Playbook, _ context: LintContext
    ) -> [Diagnostic] {
        let name = include.playbook
        guard let subtree = context.library.playbooks[name.value] else {
            return [unknownPlaybook(name, context)]
        }
        guard subtree.isSubtree else {
            return [
                Diagnostic(
                    .notASubtree, at: name.place, "\"\(name.value)\" is not a sub-tree (subtree: true)",
                    suggestion: NearName.of(
                        name.value, among: context.library.sortedPlaybooks.filter(\.isSubtree).map(\.id.value)),
                    related: [.init(place: subtree.id.place, note: "it is defined here")])
            ]
        }
        let declared = subtree.exits.map(\.value)
        let unknown = include.exits.filter { !declared.contains($0.exit.value) }.map { wire in
            Diagnostic(
                .unknownExit, at: wire.exit.place, "\"\(name.value)\" has no exit \"\(wire.exit.value)\"",
                suggestion: NearName.of(wire.exit.value, among: declared))
        }
        let unwired = subtree.exits.filter { exit in !include.exits.contains { $0.exit.value == exit.value } }
            .map { exit in
                Diagnostic(
                    .unwiredExit, at: name.place, "the exit \"\(exit.value)\" of \"\(name.value)\" leads nowhere",
                    related: [.init(place: exit.place, note: "it is declared here")])
            }
        return unknown + unwired
    }

    static func unknownPlaybook(_ name: Located<String>, _ context: LintContext) -> Diagnostic {
        Diagnostic(
            .unknownPlaybook, at: name.place, "there is no playbook \"\(name.value)\"",
            suggestion: NearName.of(name.value, among: context.library.playbooks.keys))
    }

    /// Each include that a tree can come back to itself through.
    private static func includeCycles(_ context: LintContext) -> [Diagnostic] {
        context.playbooks.flatMap { playbook in
            playbook.nodes.compactMap { node in
                guard case .include(let include) = node.kind,
                    let subtree = context.library.playbooks[include.playbook.value],
                    subtree.id.value == playbook.id.value
                        || context.library.nodes(under: subtree).contains(where: { $0.playbook.id == playbook.id })
                else { return nil }
                return Diagnostic(
                    .includeCycle, at: include.playbook.place,
                    "\"\(include.playbook.value)\" includes \"\(playbook.id.value)\" in turn")
            }
        }
    }
}
