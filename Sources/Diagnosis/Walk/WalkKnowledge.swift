/// What a walk knows: findings and answers by alias.
struct WalkKnowledge: Sendable {
    private enum Group {
        case finding(Finding)
        case answer(String)
    }

    private var groups: [String: Group]

    init(_ inputs: [String: Finding]) {
        groups = inputs.mapValues(Group.finding)
    }

    mutating func store(_ finding: Finding, as alias: String) { groups[alias] = .finding(finding) }

    mutating func store(answer: String, as alias: String) { groups[alias] = .answer(answer) }

    func has(_ group: String) -> Bool { groups[group] != nil }

    /// Nil: not measured.
    func value(of name: FactName) -> Value? {
        switch groups[name.group] {
        case .finding(let finding): name.fact == "outcome" ? .text(finding.outcome) : finding.facts[name.fact]
        case .answer(let word): name.fact == "answer" ? .text(word) : nil
        case nil: nil
        }
    }

    /// The finding behind a group; an answer has none.
    func id(of group: String) -> String? {
        if case .finding(let finding) = groups[group] { finding.id } else { nil }
    }
}
