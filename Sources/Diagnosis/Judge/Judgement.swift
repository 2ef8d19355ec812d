/// What the walks of a run come to together: the causes as the report lists them.
package struct Judgement: Sendable {
    /// The main tree's cause, then those of the trees beside it by confidence, then what may also be considered.
    package private(set) var causes: [ReportedCause] = []
    package private(set) var path: [PathStep] = []
    package private(set) var openQuestions: [OpenQuestion] = []
    /// Why the main tree came to no cause, where it should have.
    package private(set) var undecided: String?

    /// - Parameters:
    ///   - main: the walk that explains the failure; nil where nothing failed.
    ///   - row: what is known of the code, where no tree explains all of it.
    ///   - target: whom the call was for; the texts of a code's cause name it.
    ///   - beside: the walks beside every run.
    package init(
        library: Library, call: Finding?, target: Finding? = nil, main: Walk?, row: CodeRow?, beside: [Walk]
    ) {
        var considered: [(id: String, beside: String)] = []
        if let main, let conclusion = main.conclusion {
            add(main, conclusion, library)
            if !causes.isEmpty, let meaning = call.flatMap(library.meaning) {
                causes[0].explanation += " \(meaning)"
            }
            if let cause = causes.last { considered += conclusion.alsoConsider.map { ($0, cause.title) } }
            if conclusion.isCutShort { undecided = "The measurements that would tell were not made." }
            if case .undecided = conclusion.result { undecided = conclusion.because }
            if case .exit = conclusion.result { undecided = "The measurements do not tell." }
        }
        if let row { add(row, call, target, library) }
        let sides = beside.compactMap { walk in walk.conclusion.map { (walk, $0) } }
            .sorted { ($0.1.confidence ?? .possible) > ($1.1.confidence ?? .possible) }
        for (walk, conclusion) in sides { add(walk, conclusion, library) }
        let ruledOut = Set(causes.flatMap(\.rulesOut))
        for (id, title) in considered where !ruledOut.contains(id) {
            guard let cause = library.causes[id], !causes.contains(where: { $0.id == id }), let main else { continue }
            let because = "It fits what was measured; no measurement speaks for it over “\(title)”."
            causes.append(ReportedCause(cause.filled(main.fill), .possible, because: because))
        }
    }

    private mutating func add(_ walk: Walk, _ conclusion: Walk.Conclusion, _ library: Library) {
        path += conclusion.path.map { PathStep(playbook: $0.playbook, node: $0.node, result: $0.result, next: $0.next) }
        openQuestions += conclusion.openQuestions.map { question in
            OpenQuestion(
                id: question.id, question: question.text,
                choices: question.choices.map { OpenQuestion.Choice($0.word, $0.text) })
        }
        // A walk that was cut short took branches for want of measurements: its end claims more than was seen.
        guard case .cause(let id) = conclusion.result, !conclusion.isCutShort, let cause = library.causes[id],
            !causes.contains(where: { $0.id == id })
        else { return }
        var reported = ReportedCause(
            cause.filled(walk.fill), conclusion.confidence ?? .possible, because: conclusion.because)
        reported.evidence = conclusion.evidence
        reported.rulesOut = conclusion.rulesOut
        reported.fix = conclusion.fix + reported.fix
        causes.append(reported)
    }

    /// What the code alone says: never more than possible.
    private mutating func add(_ row: CodeRow, _ call: Finding?, _ target: Finding?, _ library: Library) {
        guard let id = row.cause?.value, let cause = library.causes[id], !causes.contains(where: { $0.id == id }) else {
            return
        }
        var inputs: [String: Finding] = [:]
        inputs["call"] = call
        inputs["target"] = target
        let knowledge = WalkKnowledge(inputs)
        func fill(_ text: String) -> String { Placeholders.fill(text) { knowledge.value(of: $0) } }
        let seen = call.map { "\($0.title). " } ?? ""
        var reported = ReportedCause(cause.filled(fill), .possible, because: "\(seen)\(row.meaning.value)")
        reported.evidence = call.map { [$0.id] } ?? []
        causes.append(reported)
    }
}

extension ReportedCause {
    /// A cause of the catalogue, its texts filled in already.
    package init(_ cause: Cause, _ confidence: Confidence, because: String) {
        self.init(
            id: cause.id.value, confidence: confidence, title: cause.title.value, because: because,
            explanation: cause.explain.value, owner: Owner(rawValue: cause.owner.value) ?? .nobody,
            fix: cause.fix.map(\.value), verify: cause.verify.value, references: cause.references.map(\.value))
    }
}
