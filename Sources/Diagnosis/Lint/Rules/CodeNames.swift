extension Linter {
    /// PB035 and PB050 for the rows about codes.
    @Sendable static func codeNames(_ context: LintContext) -> [Diagnostic] {
        context.library.rows.flatMap { row in
            let playbook = row.playbook.flatMap { name in
                context.library.playbooks[name.value] == nil ? unknownPlaybook(name, context) : nil
            }
            let causes = (row.cause.map { [$0] } ?? []) + row.likely
            return [playbook].compactMap { $0 } + causes.compactMap { unknownCause($0, context) }
        }
    }
}
