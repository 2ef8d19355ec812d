extension Linter {
    /// PB053–056: what a cause says, and whether anybody names it.
    @Sendable static func causeTexts(_ context: LintContext) -> [Diagnostic] {
        let leaves = context.playbooks.flatMap(\.nodes).compactMap { node -> Node.Conclude? in
            if case .conclude(let leaf) = node.kind { leaf } else { nil }
        }
        let rulesItselfOut = leaves.flatMap { leaf in
            leaf.rulesOut.filter { $0.value == leaf.cause.value }.map { cause in
                Diagnostic(
                    .rulesItselfOut, at: cause.place, "the conclusion rules out \"\(cause.value)\" itself",
                    suggestion: NearName.of(cause.value, among: context.library.causes.keys))
            }
        }
        let used = Set(leaves.flatMap { [$0.cause] + $0.alsoConsider }.map(\.value))
            .union(context.library.rows.compactMap(\.cause?.value)).union(context.vocabulary)
        return rulesItselfOut
            + context.library.sortedCauses.flatMap { texts(of: $0, isUsed: used.contains($0.id.value)) }
    }

    private static func texts(of cause: Cause, isUsed: Bool) -> [Diagnostic] {
        let id = cause.id
        return [
            cause.fix.isEmpty ? Diagnostic(.noFix, at: id.place, "\"\(id.value)\" has no fix: what to do?") : nil,
            cause.references.isEmpty
                ? Diagnostic(.noReferences, at: id.place, "\"\(id.value)\" has no references: who says so?") : nil,
            isUsed ? nil : Diagnostic(.unusedCause, at: id.place, "no playbook and no code leads to \"\(id.value)\""),
        ].compactMap { $0 }
    }
}
