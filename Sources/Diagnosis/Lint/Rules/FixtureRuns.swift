extension Linter {
    /// PB090: every case comes to the end that it expects.
    @Sendable static func fixtureResults(_ context: LintContext) -> [Diagnostic] {
        context.fixtureRuns.flatMap { run in
            run.results.compactMap { result in
                result.failure.map { Diagnostic(.fixtureFails, at: result.place, "\"\(result.name)\": \($0)") }
            }
        }
    }

    /// PB091: every node and branch is met by some case.
    @Sendable static func fixtureCoverage(_ context: LintContext) -> [Diagnostic] {
        let steps = context.fixtureRuns.flatMap(\.results).flatMap { $0.conclusion?.path ?? [] }
        let met = Set(steps.map { [$0.playbook, $0.node] })
        let taken = Set(steps.map { [$0.playbook, $0.node, $0.branch.map(String.init) ?? ""] })
        return context.playbooks.flatMap { playbook in
            playbook.nodes.flatMap { node -> [Diagnostic] in
                let name = [playbook.id.value, node.id.value]
                guard met.contains(name) else {
                    return [
                        Diagnostic(.notCovered, at: node.id.place, "no fixture reaches the node \"\(node.id.value)\"")
                    ]
                }
                let places = node.branches.map(\.place) + (node.otherwise.map { [$0.place] } ?? [])
                return places.indices.filter { !taken.contains(name + [String($0)]) }.map { index in
                    Diagnostic(.notCovered, at: places[index], "no fixture takes this branch of \"\(node.id.value)\"")
                }
            }
        }
    }

    /// PB092: a case holds nothing that its walk does not ask for, and no default is without a use in any case.
    @Sendable static func fixtureLeftovers(_ context: LintContext) -> [Diagnostic] {
        context.fixtureRuns.flatMap { file, results -> [Diagnostic] in
            let own = zip(file.cases, results).flatMap { fixture, result in
                unused(fixture.data, result.usedTests, result.usedAnswers, "the walk of this case never asks for")
            }
            return own
                + unused(
                    file.defaults, results.reduce(into: []) { $0.formUnion($1.usedTests) },
                    results.reduce(into: []) { $0.formUnion($1.usedAnswers) }, "no case asks for")
        }
    }

    private static func unused(
        _ data: FixtureData, _ usedTests: Set<String>, _ usedAnswers: Set<String>, _ reason: String
    ) -> [Diagnostic] {
        data.tests.filter { !usedTests.contains($0.key) }.map { alias, group in
            Diagnostic(.fixtureUnused, at: group.place, "\(reason) \"\(alias)\"")
        }
            + data.answers.filter { !usedAnswers.contains($0.key) }.map { alias, answer in
                Diagnostic(.fixtureUnused, at: answer.place, "\(reason) \"\(alias)\"")
            }
    }
}
