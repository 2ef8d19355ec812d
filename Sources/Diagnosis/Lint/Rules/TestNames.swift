import YAML

extension Linter {
    /// PB020–023: tests, parameters, values, aliases.
    @Sendable static func testNames(_ context: LintContext) -> [Diagnostic] {
        context.playbooks.flatMap { playbook in
            playbook.nodes.flatMap { testName($0, context.catalogue) } + aliases(of: playbook, context)
        }
    }

    private static func testName(_ node: Node, _ catalogue: Catalogue) -> [Diagnostic] {
        guard case .test(let test) = node.kind else { return [] }
        let name = test.test
        guard let definition = catalogue.tests[name.value] else {
            return [
                Diagnostic(
                    .unknownTest, at: name.place, "there is no test \"\(name.value)\"",
                    suggestion: NearName.of(name.value, among: catalogue.tests.keys))
            ]
        }
        return test.parameters.compactMap { given in
            guard let parameter = definition.parameters.first(where: { $0.name == given.name.value }) else {
                return Diagnostic(
                    .unknownParameter, at: given.name.place, "\(name.value) has no parameter \"\(given.name.value)\"",
                    suggestion: NearName.of(given.name.value, among: definition.parameters.map(\.name)))
            }
            return value(given.value, of: parameter)
        }
    }

    private static func value(_ given: Located<String>, of parameter: TestDefinition.Parameter) -> Diagnostic? {
        if parameter.values.isEmpty {
            if StrictNumber.read(given.value) != nil { return nil }
            return Diagnostic(.unknownParameterValue, at: given.place, "\(parameter.name) must be a number")
        }
        if parameter.values.contains(given.value) { return nil }
        return Diagnostic(
            .unknownParameterValue, at: given.place,
            "\(parameter.name) is one of \(parameter.values.joined(separator: ", "))",
            suggestion: NearName.of(given.value, among: parameter.values))
    }

    /// Within one tree an alias is given once; in a tree and its sub-trees it always means the same measurement.
    private static func aliases(of playbook: Playbook, _ context: LintContext) -> [Diagnostic] {
        var first: [String: (playbook: String, node: Node, place: Place)] = [:]
        var diagnostics: [Diagnostic] = []
        for (tree, node) in context.library.nodes(under: playbook) {
            guard let alias = node.alias else { continue }
            if context.catalogue.inputs[alias.value] != nil {
                diagnostics.append(
                    Diagnostic(
                        .aliasUsedTwice, at: alias.place, "\"\(alias.value)\" is a group that exists on entry"))
            } else if let earlier = first[alias.value] {
                guard earlier.playbook == tree.id.value || !isSame(earlier.node, node, context.catalogue) else {
                    continue
                }
                diagnostics.append(
                    Diagnostic(
                        .aliasUsedTwice, at: alias.place, "the alias \"\(alias.value)\" is used twice",
                        related: [.init(place: earlier.place, note: "first used here")]))
            } else {
                first[alias.value] = (tree.id.value, node, alias.place)
            }
        }
        return diagnostics
    }

    private static func isSame(_ left: Node, _ right: Node, _ catalogue: Catalogue) -> Bool {
        guard case .test(let left) = left.kind, case .test(let right) = right.kind else { return false }
        return TestRequest(left, catalogue) == TestRequest(right, catalogue)
    }
}
