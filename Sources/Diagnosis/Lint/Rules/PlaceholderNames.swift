extension Linter {
    /// PB046: `{group.fact}` in the texts of nodes and causes.
    @Sendable static func placeholderNames(_ context: LintContext) -> [Diagnostic] {
        let inNodes = context.playbooks.flatMap { playbook in
            playbook.nodes.flatMap(\.texts).flatMap { unknownPlaceholders(in: $0, context.scope(of: playbook)) }
        }
        let entry = Scope(inputs: context.catalogue)
        let inCauses = context.library.sortedCauses.flatMap { cause in
            cause.texts.flatMap { unknownPlaceholders(in: $0, entry) }
        }
        return inNodes + inCauses
    }

    private static func unknownPlaceholders(in text: Located<String>, _ scope: Scope) -> [Diagnostic] {
        Placeholders.names(in: text.value).compactMap { written in
            guard let name = FactName(written) else {
                return Diagnostic(
                    .unknownPlaceholder, at: text.place, "the placeholder {\(written)} is not written {group.fact}")
            }
            if scope.type(of: name) != nil { return nil }
            return Diagnostic(
                .unknownPlaceholder, at: text.place, "the placeholder {\(written)}: \(scope.objection(to: name))",
                suggestion: scope.near(name))
        }
    }
}

extension Scope {
    /// What the text of a cause can name: a cause belongs to no tree, so only what exists on entry.
    init(inputs catalogue: Catalogue) {
        groups = catalogue.inputs.mapValues { .facts($0, parameters: [:]) }
    }
}

extension Node {
    /// Every text that may hold placeholders.
    var texts: [Located<String>] {
        switch kind {
        case .test(let test): test.title.map { [$0] } ?? []
        case .ask(let ask): [ask.question] + ask.choices.map(\.text) + (ask.help.map { [$0] } ?? [])
        case .check(let check): [check.what]
        case .conclude(let leaf): [leaf.because] + leaf.fix
        case .include, .exit: []
        }
    }
}
