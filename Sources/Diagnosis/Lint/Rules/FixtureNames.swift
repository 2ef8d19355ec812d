extension Linter {
    /// PB012, PB031, PB035, PB040, PB041, PB050 and PB051 for fixtures.
    @Sendable static func fixtureNames(_ context: LintContext) -> [Diagnostic] {
        context.fixtures.flatMap { file -> [Diagnostic] in
            guard let playbook = context.library.playbooks[file.playbook.value] else {
                return [unknownPlaybook(file.playbook, context)]
            }
            let scope = context.scope(of: playbook)
            return (groups(of: file.defaults, playbook, scope) + expectation(file.defaults.expect, playbook, context))
                + file.cases.flatMap { fixture in
                    groups(of: fixture.data, playbook, scope) + expectation(fixture.data.expect, playbook, context)
                        + missing(fixture, file)
                }
        }
    }

    private static func groups(of data: FixtureData, _ playbook: Playbook, _ scope: Scope) -> [Diagnostic] {
        let entry = playbook.inputs.map(\.value)
        let inputs = data.inputs.flatMap { name, group -> [Diagnostic] in
            guard entry.contains(name) else {
                let keys = ["name", "tests", "answers", "unattended", "expect"] + entry
                return [
                    Diagnostic(
                        .unknownFact, at: group.place, "a case of \"\(playbook.id.value)\" has no group \"\(name)\"",
                        suggestion: NearName.of(name, among: keys))
                ]
            }
            return facts(of: group, named: name, scope)
        }
        let tests = data.tests.flatMap { alias, group -> [Diagnostic] in
            guard !entry.contains(alias), case .facts = scope.groups[alias] else {
                return [noAlias(alias, at: group.place, scope)]
            }
            return facts(of: group, named: alias, scope)
        }
        let answers = data.answers.compactMap { alias, answer -> Diagnostic? in
            let name = FactName(alias, "answer")
            guard case .answer = scope.groups[alias], let type = scope.type(of: name) else {
                return noAlias(alias, at: answer.place, scope)
            }
            return type.objection(toWord: answer.word, of: name)
        }
        return inputs + tests + answers
    }

    private static func noAlias(_ alias: String, at place: Place, _ scope: Scope) -> Diagnostic {
        Diagnostic(
            .unknownFact, at: place, "nothing is stored as \"\(alias)\"",
            suggestion: NearName.of(alias, among: scope.groups.keys))
    }

    private static func facts(of group: FixtureGroup, named name: String, _ scope: Scope) -> [Diagnostic] {
        group.facts.compactMap { fact in
            let name = FactName(name, fact.name.value)
            guard let type = scope.type(of: name) else {
                return Diagnostic(
                    .unknownFact, at: fact.name.place, scope.objection(to: name), suggestion: scope.near(name))
            }
            switch fact.content {
            case .word(let word): return type.objection(toWord: word, of: name)
            case .list(let items):
                if type == .list { return nil }
                return Diagnostic(
                    .wrongMatcher, at: items.first?.place ?? fact.name.place, "\(name) is \(type.described), not a list"
                )
            case .none: return nil
            }
        }
    }

    private static func expectation(
        _ expected: FixtureData.Expectation, _ playbook: Playbook, _ context: LintContext
    ) -> [Diagnostic] {
        let nodes = Set(context.library.nodes(under: playbook).map(\.node.id.value))
        let path = expected.path.filter { !nodes.contains($0.value) }.map { name in
            Diagnostic(
                .missingTarget, at: name.place, "there is no node \"\(name.value)\"",
                suggestion: NearName.of(name.value, among: nodes))
        }
        return path + (expected.cause.flatMap { unknownCause($0, context) }.map { [$0] } ?? [])
            + (expected.confidence.map(unknownConfidence) ?? [])
    }

    private static func missing(_ fixture: FixtureCase, _ file: FixtureFile) -> [Diagnostic] {
        let data = fixture.data.merged(over: file.defaults)
        var diagnostics = data.tests.values.filter { $0["outcome"] == nil }.map { group in
            Diagnostic(.missingKey, at: group.place, "what a test finds needs the key \"outcome\"")
        }
        if data.expect.cause == nil, data.expect.exit == nil {
            diagnostics.append(
                Diagnostic(.missingKey, at: fixture.name.place, "a case needs expect: {cause: …} or expect: {exit: …}"))
        }
        return diagnostics
    }
}
