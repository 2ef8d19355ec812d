/// One group under one combination of values.
struct GroupReading {
    /// What the combination says about the group: its facts, and the outcomes that it leaves.
    private(set) var state: GroupState
    private let group: Scope.Group
    private let outcomes: [TestDefinition.Outcome]

    /// - Returns: nil if the catalogue excludes the combination.
    init?(_ name: String, _ point: [FactName: FactPoint], _ axes: [FactName], _ flow: FlowState, _ scope: Scope) {
        guard let group = scope.groups[name], let known = flow.groups[name] else { return nil }
        let axes = axes.filter { $0.group == name }
        self.group = group
        state = GroupState(missing: nil, facts: known.facts)
        let isEmpty = axes.allSatisfy { point[$0]?.value == nil }
        var possible: [TestDefinition.Outcome] = []
        var isPossible = true
        if case .facts(let definition, let parameters) = group {
            let absent = axes.filter { point[$0]?.value == nil }.map(\.fact)
            possible = definition.outcomes(under: parameters).filter { outcome in
                known.facts["outcome"]?.words?.contains(outcome.word) ?? true
                    && GroupReading.outcome(in: point, name).map { $0 == outcome.word } ?? true
                    && !absent.contains { $0 == "outcome" || definition.isSet($0, when: outcome.word) }
            }
            isPossible = definition.outcomes.isEmpty || !possible.isEmpty
        } else {
            isPossible = !isEmpty
        }
        outcomes = possible
        if !isPossible {
            guard isEmpty, let missing = known.missing else { return nil }
            state.missing = missing
        } else if isEmpty {
            state.missing = known.missing
        }
        if !possible.isEmpty {
            state.facts["outcome"] = FactState(words: Set(possible.map(\.word)), mayBeAbsent: false)
        }
        for axis in axes where axis.fact != "outcome" || possible.isEmpty {
            state.facts[axis.fact] = point[axis]?.state
        }
    }

    private static func outcome(in point: [FactName: FactPoint], _ group: String) -> String? {
        if case .text(let word) = point[FactName(group, "outcome")]?.value { word } else { nil }
    }

    /// Whether this value can only have come from something that was received or said.
    func isObserved(_ name: FactName, _ value: Value?) -> Bool {
        guard let value else { return false }
        switch group {
        case .answer(let ask):
            return value != .text(ask.unattended.value)
        case .facts(let definition, _):
            let absence = definition.facts.first { $0.name == name.fact }?.absence ?? []
            if case .text(let word) = value, absence.contains(word) { return false }
            return outcomes.allSatisfy { $0.evidence == .observed }
        }
    }
}

extension TestDefinition {
    fileprivate func isSet(_ fact: String, when outcome: String) -> Bool {
        facts.first { $0.name == fact }?.isSet(when: outcome) ?? false
    }
}
