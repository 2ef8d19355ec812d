/// Everything that a playbook may name: the tests, and the fact groups that exist before the first test.
package struct Catalogue: Sendable {
    /// Tests that a playbook can ask for, by name.
    package var tests: [String: TestDefinition]
    /// Fact groups that exist on entry (`call`, `target`): rows of the same shape that no playbook can run.
    package var inputs: [String: TestDefinition]

    package init(tests: [TestDefinition], inputs: [TestDefinition]) {
        self.tests = Dictionary(uniqueKeysWithValues: tests.map { ($0.name, $0) })
        self.inputs = Dictionary(uniqueKeysWithValues: inputs.map { ($0.name, $0) })
    }

    /// Every word that an outcome or a fact can be.
    package var words: Set<String> {
        let rows = Array(tests.values) + Array(inputs.values)
        return Set(rows.flatMap { row in row.outcomes.map(\.word) + row.facts.flatMap(\.words) })
    }
}

extension TestDefinition.Fact {
    fileprivate var words: [String] { if case .word(let words) = type { words } else { [] } }
}
