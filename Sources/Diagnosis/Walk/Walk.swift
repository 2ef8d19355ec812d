/// A walk through a decision tree, as a pure machine: findings and answers in, measurements and questions out.
///
/// - Every test without effects that can still be reached starts as soon as the walk stands still, and the results
///   are read in the order of the tree. A test with effects starts when the walk reaches it and its effects are
///   allowed; otherwise its outcome is `skipped`.
/// - Sub-trees share one flat name space with the trees that include them: an alias means one measurement everywhere.
/// - Any library, catalogue and input is borne: where nothing fits, the conclusion is `undecided`.
package struct Walk: Sendable {
    /// An unlinted tree may run in circles.
    private static let maximumSteps = 1000

    let library: Library
    let catalogue: Catalogue
    private let unattended: Bool
    private let allowed: Set<TestDefinition.Effect>
    private var answers: [String: String]

    var knowledge: WalkKnowledge
    private var results: [TestRequest: Finding] = [:]
    private var started: Set<TestRequest> = []
    private var position: WalkPosition
    private var steps: [Step] = []
    private var evidence: [String] = []
    private var openQuestions: [Question] = []
    private var isCutShort = false

    /// Every finding that the walk read, in the order of the path: `skipped` ones included, `alias` filled in.
    package private(set) var findings: [Finding] = []
    /// The effects for whose sake tests that the walk reached were not run.
    package private(set) var refused: Set<TestDefinition.Effect> = []
    package private(set) var waiting: Waiting?
    package private(set) var conclusion: Conclusion?

    /// - Parameters:
    ///   - inputs: the fact groups that exist on entry, by name (`call`, `target`).
    ///   - measured: findings of earlier runs; a test with the same name and parameters is not run again.
    ///   - answers: given in advance, by the question's id; one that is no choice is ignored.
    ///   - unattended: never ask; a question takes its `unattended` answer and stays open.
    ///   - allowed: the effects that tests may have.
    package init(
        library: Library, playbook: String, catalogue: Catalogue, inputs: [String: Finding] = [:],
        measured: [Finding] = [], answers: [String: String] = [:], unattended: Bool = false,
        allowed: Set<TestDefinition.Effect> = [.slow]
    ) {
        self.library = library
        self.catalogue = catalogue
        self.answers = answers
        self.unattended = unattended
        self.allowed = allowed
        knowledge = WalkKnowledge(inputs)
        position = WalkPosition(playbook: playbook, node: library.playbooks[playbook]?.start.value ?? "")
        for finding in measured {
            results[TestRequest(test: finding.test, parameters: finding.parameters)] = finding
        }
    }

    /// The tests without effects that a walk of this tree may want, before anything but the target is known: to start
    /// them together with the call itself. Hand their results to `init` as `measured`.
    package static func testsAhead(
        library: Library, playbook: String, catalogue: Catalogue, inputs: [String: Finding] = [:]
    ) -> [TestRequest] {
        let start = WalkPosition(playbook: playbook, node: library.playbooks[playbook]?.start.value ?? "")
        return WalkReach(library: library, catalogue: catalogue, knowledge: WalkKnowledge(inputs))
            .silentTests(from: start)
    }

    /// The text with `{group.fact}` replaced by values.
    package func fill(_ text: String) -> String {
        Placeholders.fill(text) { knowledge.value(of: $0) }
    }

    package mutating func handle(_ event: Event) -> [Action] {
        guard conclusion == nil else { return [] }
        switch event {
        case .start:
            break
        case .finding(let request, let finding):
            guard results[request] == nil else { return [] }
            results[request] = finding
            guard case .test(_, request) = waiting else { return [] }
        case .answer(let id, let word):
            answers[id] = word
            guard case .question(let question) = waiting, question.id == id else { return [] }
            guard question.choices.contains(where: { $0.word == word }) else { return [.ask(question)] }
        case .deadline:
            isCutShort = true
        }
        waiting = nil
        return advance()
    }

    private mutating func advance() -> [Action] {
        while steps.count < Walk.maximumSteps {
            guard let node = library.playbooks[position.playbook]?.node(position.node) else {
                return undecided("there is no such node")
            }
            switch node.kind {
            case .test(let test):
                guard read(test) else { return wait(for: test) }
                guard follow(node) else { return undecidedBranch(of: node) }
            case .ask(let ask):
                guard read(ask) else { return wait(for: ask) }
                guard follow(node) else { return undecidedBranch(of: node) }
            case .check:
                guard follow(node) else { return undecidedBranch(of: node) }
            case .include(let include):
                guard enter(include) else { return undecided("there is no playbook \(include.playbook.value)") }
            case .exit(let exit):
                guard let target = position.frames.popLast() else {
                    return conclude(.exit(exit.value), step: exit.value)
                }
                guard leave(by: exit.value, to: target) else {
                    return undecided("the exit \(exit.value) leads nowhere")
                }
            case .conclude(let leaf):
                return conclude(leaf)
            }
        }
        return undecided("the tree runs in circles")
    }

    /// Stores the test's result under its alias; false while there is none.
    private mutating func read(_ test: Node.Test) -> Bool {
        let request = TestRequest(test, catalogue)
        let alias = test.alias.value
        if let finding = results[request] {
            store(finding, as: alias)
            return true
        }
        let effects = catalogue.tests[test.test.value]?.effects
        if let effects, effects.isSubset(of: allowed), !isCutShort { return false }
        let missing = (effects ?? []).subtracting(allowed)
        refused.formUnion(missing)
        let reason =
            effects == nil
            ? "there is no such test" : missing.isEmpty ? "out of time" : "it \(missing.inWords), and nobody allowed it"
        let outcome = effects == nil ? "error" : "skipped"
        let id = findings.contains { $0.id == request.test } ? "\(request.test).\(alias)" : request.test
        let finding = Finding(
            id: id, test: request.test, parameters: request.parameters, outcome: outcome, status: .skip,
            title: "\(request.test) was not run: \(reason)")
        results[request] = finding
        store(finding, as: alias)
        return true
    }

    private mutating func store(_ finding: Finding, as alias: String) {
        knowledge.store(finding, as: alias)
        use(finding.id)
        guard !findings.contains(where: { $0.id == finding.id && $0.parameters == finding.parameters }) else { return }
        var finding = finding
        finding.alias = alias
        findings.append(finding)
    }

    /// Stores the answer; false while there is none and somebody can be asked.
    private mutating func read(_ ask: Node.Ask) -> Bool {
        let alias = ask.alias.value
        if knowledge.value(of: FactName(alias, "answer")) != nil { return true }
        if let answer = answers[alias], ask.choices.contains(where: { $0.word.value == answer }) {
            knowledge.store(answer: answer, as: alias)
            return true
        }
        guard unattended || isCutShort else { return false }
        knowledge.store(answer: ask.unattended.value, as: alias)
        openQuestions.append(question(ask))
        return true
    }

    private func question(_ ask: Node.Ask) -> Question {
        Question(
            id: ask.alias.value, text: fill(ask.question.value),
            choices: ask.choices.map { .init(word: $0.word.value, text: fill($0.text.value)) },
            help: ask.help.map { fill($0.value) })
    }

    /// Takes the first branch that matches; false if none does.
    private mutating func follow(_ node: Node) -> Bool {
        let taken = node.branches.firstIndex { $0.matches { knowledge.value(of: $0) } }
        guard let target = taken.map({ node.branches[$0].target }) ?? node.otherwise else { return false }
        let decided = taken.map { [node.branches[$0]] } ?? node.branches
        let names = decided.flatMap(\.conditions).map(\.name)
        for name in names { knowledge.id(of: name.group).map { use($0) } }
        step(
            node.result(knowledge, names: taken == nil ? [] : names), to: target.value,
            branch: taken ?? node.branches.count)
        position.node = target.value
        return true
    }

    private mutating func enter(_ include: Node.Include) -> Bool {
        guard let subtree = library.playbooks[include.playbook.value] else { return false }
        step(include.playbook.value, to: subtree.start.value)
        position.enter(subtree)
        return true
    }

    private mutating func leave(by exit: String, to frame: WalkPosition.Frame) -> Bool {
        guard let target = frame.target(of: exit, in: library) else { return false }
        step(exit, to: target)
        position.playbook = frame.playbook
        position.node = target
        return true
    }

    private mutating func step(_ result: String, to next: String?, branch: Int? = nil) {
        steps.append(
            Step(playbook: position.playbook, node: position.node, result: result, next: next, branch: branch))
    }

    private mutating func use(_ finding: String) {
        if !evidence.contains(finding) { evidence.append(finding) }
    }

    private mutating func wait(for test: Node.Test) -> [Action] {
        let request = TestRequest(test, catalogue)
        waiting = .test(alias: test.alias.value, request)
        return start([request] + reachable())
    }

    private mutating func wait(for ask: Node.Ask) -> [Action] {
        let question = question(ask)
        waiting = .question(question)
        return start(reachable()) + [.ask(question)]
    }

    private func reachable() -> [TestRequest] {
        WalkReach(library: library, catalogue: catalogue, knowledge: knowledge).silentTests(from: position)
    }

    private mutating func start(_ requests: [TestRequest]) -> [Action] {
        let new = requests.filter { results[$0] == nil && started.insert($0).inserted }
        return new.isEmpty ? [] : [.run(new)]
    }

    private mutating func conclude(_ leaf: Node.Conclude) -> [Action] {
        conclude(
            .cause(leaf.cause.value), step: leaf.cause.value, because: fill(leaf.because.value),
            confidence: Confidence(rawValue: leaf.confidence.value) ?? .possible, fix: leaf.fix.map { fill($0.value) },
            rulesOut: leaf.rulesOut.map(\.value), alsoConsider: leaf.alsoConsider.map(\.value))
    }

    private mutating func undecidedBranch(of node: Node) -> [Action] {
        let names = node.branches.flatMap(\.conditions).map(\.name)
        let values = Array(Set(names)).map {
            "\($0) is \(knowledge.value(of: $0)?.printed ?? Placeholders.notMeasured)"
        }
        return undecided("no branch fits: \(values.sorted().joined(separator: ", "))")
    }

    private mutating func undecided(_ reason: String) -> [Action] {
        conclude(
            .undecided(playbook: position.playbook, node: position.node), step: "undecided",
            because: "The playbook \(position.playbook) has no answer at \(position.node): \(reason).")
    }

    private mutating func conclude(
        _ result: Conclusion.Result, step result2: String, because: String = "", confidence: Confidence? = nil,
        fix: [String] = [], rulesOut: [String] = [], alsoConsider: [String] = []
    ) -> [Action] {
        step(result2, to: nil)
        let end = Conclusion(
            result: result, confidence: confidence, because: because, fix: fix, rulesOut: rulesOut,
            alsoConsider: alsoConsider, evidence: evidence, path: steps, openQuestions: openQuestions,
            isCutShort: isCutShort)
        conclusion = end
        return [.conclude(end)]
    }
}

extension Node {
    /// How the walk tells the decision: a test's outcome, an answer, or the values that decided.
    fileprivate func result(_ knowledge: WalkKnowledge, names: [FactName]) -> String {
        switch kind {
        case .test(let test): knowledge.value(of: FactName(test.alias.value, "outcome"))?.printed ?? ""
        case .ask(let ask): knowledge.value(of: FactName(ask.alias.value, "answer"))?.printed ?? ""
        case .check, .include, .exit, .conclude:
            names.isEmpty
                ? "else"
                : names.map { knowledge.value(of: $0)?.printed ?? Placeholders.notMeasured }.joined(separator: ", ")
        }
    }
}
