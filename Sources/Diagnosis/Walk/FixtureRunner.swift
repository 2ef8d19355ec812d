import YAML

/// Walks fixtures with no network: what a case says is what the tests find, and every effect is allowed.
package struct FixtureRunner {
    package let library: Library
    package let catalogue: Catalogue

    package init(library: Library, catalogue: Catalogue) {
        self.library = library
        self.catalogue = catalogue
    }

    /// How one case went.
    package struct Result: Sendable {
        package var name: String
        /// What is wrong, and the place to show; nil if the case came to the end that it expects.
        package var failure: String?
        package var place: Place
        /// Nil if the walk came to no end.
        package var conclusion: Walk.Conclusion?
        /// The aliases whose data the walk asked for.
        package var usedTests: Set<String>
        package var usedAnswers: Set<String>
    }

    package func run(_ file: FixtureFile) -> [Result] {
        file.cases.map { run($0, of: file) }
    }

    package func run(_ fixture: FixtureCase, of file: FixtureFile) -> Result {
        let data = fixture.data.merged(over: file.defaults)
        var result = Result(name: fixture.name.value, place: fixture.name.place, usedTests: [], usedAnswers: [])
        guard library.playbooks[file.playbook.value] != nil else {
            result.failure = "there is no playbook \"\(file.playbook.value)\""
            return result
        }
        var walk = Walk(
            library: library, playbook: file.playbook.value, catalogue: catalogue,
            inputs: Dictionary(
                uniqueKeysWithValues: data.inputs.map { name, group in
                    (name, group.finding(id: name, test: name, definition: catalogue.inputs[name]))
                }),
            answers: data.answers.mapValues(\.word.value), unattended: data.unattended ?? false,
            allowed: Set(TestDefinition.Effect.allCases))
        _ = walk.handle(.start)
        while walk.conclusion == nil {
            guard case .test(let alias, let request) = walk.waiting, let group = data.tests[alias] else {
                result.failure = missing(walk.waiting)
                return result
            }
            result.usedTests.insert(alias)
            let finding = group.finding(
                id: alias, test: request.test, parameters: request.parameters,
                definition: catalogue.tests[request.test])
            _ = walk.handle(.finding(request, finding))
        }
        guard let conclusion = walk.conclusion else { return result }
        result.conclusion = conclusion
        result.usedAnswers = usedAnswers(on: conclusion.path)
        result.failure = difference(data.expect, conclusion)
        return result
    }

    private func missing(_ waiting: Walk.Waiting?) -> String {
        switch waiting {
        case .test(let alias, let request):
            "the walk reaches the test \"\(alias)\" (\(request.test)), and the case has no data for it"
        case .question(let question):
            "the walk asks \"\(question.id)\", and the case has no answer and is not unattended"
        case nil:
            "the walk came to no end"
        }
    }

    private func usedAnswers(on path: [Walk.Step]) -> Set<String> {
        Set(
            path.compactMap { step in
                guard case .ask(let ask) = library.playbooks[step.playbook]?.node(step.node)?.kind else { return nil }
                return ask.alias.value
            })
    }

    /// Nil if the conclusion is the expected one.
    private func difference(_ expected: FixtureData.Expectation, _ got: Walk.Conclusion) -> String? {
        let path = got.path.map(\.node)
        let trail = "path: \(path.joined(separator: " → "))"
        let wanted: (Walk.Conclusion.Result, String)
        if let cause = expected.cause {
            wanted = (.cause(cause.value), cause.value)
        } else if let exit = expected.exit {
            wanted = (.exit(exit.value), "exit \(exit.value)")
        } else {
            return "the case expects nothing; \(trail)"
        }
        if wanted.0 != got.result {
            return
                "expected \(wanted.1), got \(got.result.described)\(got.because.isEmpty ? "" : ": \(got.because)"); \(trail)"
        }
        if let confidence = expected.confidence, confidence.value != got.confidence?.rawValue {
            return "expected \(wanted.1) \(confidence.value), got \(got.confidence?.rawValue ?? "none"); \(trail)"
        }
        var rest = path[...]
        for node in expected.path.map(\.value) {
            guard let index = rest.firstIndex(of: node) else {
                return "expected the path to go through \"\(node)\" in this order; \(trail)"
            }
            rest = rest[(index + 1)...]
        }
        return nil
    }
}

extension Walk.Conclusion.Result {
    /// One line for people.
    package var described: String {
        switch self {
        case .cause(let id): id
        case .exit(let name): "exit \(name)"
        case .undecided(let playbook, let node): "undecided at \(playbook)/\(node)"
        }
    }
}

extension FixtureGroup {
    /// The facts of a case as a probe would have stated them.
    func finding(
        id: String, test: String, parameters: [String: String] = [:], definition: TestDefinition?
    ) -> Finding {
        var values: [String: Value] = [:]
        for fact in facts where fact.name.value != "outcome" {
            let type = definition?.facts.first { $0.name == fact.name.value }?.type
            values[fact.name.value] = fact.content.value(as: type)
        }
        var outcome = ""
        if case .word(let word) = self["outcome"]?.content { outcome = word.value }
        let status = definition?.outcomes.first { $0.word == outcome }?.status ?? .unknown
        return Finding(
            id: id, test: test, parameters: parameters, outcome: outcome, status: status, title: test, facts: values)
    }
}

extension FixtureGroup.Content {
    /// The value as a fact of this type; text where it does not fit.
    fileprivate func value(as type: FactType?) -> Value? {
        switch self {
        case .none: return nil
        case .list(let items): return .list(items.map(\.value))
        case .word(let word):
            switch type {
            case .number: return StrictNumber.read(word.value).map(Value.number) ?? .text(word.value)
            case .flag: return .flag(word.value == "true")
            case .list: return .list([word.value])
            case .word, .text, nil: return .text(word.value)
            }
        }
    }
}
