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
}
