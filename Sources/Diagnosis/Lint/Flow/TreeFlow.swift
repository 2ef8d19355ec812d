/// What may be known at every node of one tree, and what is wrong with its decisions.
struct TreeFlow {
    private(set) var diagnostics: [Diagnostic] = []
    /// What is known where the tree is left, by exit.
    private(set) var exits: [String: FlowState] = [:]

    private let playbook: Playbook
    private let scope: Scope
    /// Of the sub-trees, by id.
    private let flows: [String: TreeFlow]
    private var states: [String: FlowState] = [:]

    init(_ playbook: Playbook, _ scope: Scope, flows: [String: TreeFlow]) {
        self.playbook = playbook
        self.scope = scope
        self.flows = flows
        states[playbook.start.value] = FlowState(
            groups: Dictionary(playbook.inputs.map { ($0.value, GroupState()) }) { first, _ in first }, unobserved: [])
        for node in TreeGraph(playbook).order {
            guard let state = states[node.id.value]?.walked(node.id.value) else { continue }
            pass(node, state)
            states[node.id.value] = nil
        }
    }

    private mutating func pass(_ node: Node, _ before: FlowState) {
        checkTexts(node, before)
        var state = before
        switch node.kind {
        case .test(let test):
            state.groups[test.alias.value] = GroupState()
            decide(node, state)
        case .ask(let ask):
            state.groups[ask.alias.value] = GroupState()
            decide(node, state)
        case .check:
            decide(node, state)
        case .include(let include):
            for wire in include.exits {
                guard let inside = flows[include.playbook.value]?.exits[wire.exit.value],
                    let after = state.through(inside)
                else { continue }
                arrive(at: wire.target, after)
            }
        case .exit(let exit):
            if exits[exit.value]?.join(state) == nil { exits[exit.value] = state }
        case .conclude(let leaf):
            guard leaf.confidence.value == Confidence.certain.rawValue, let trail = state.unobserved else { return }
            report(
                .certainWithoutObservation, at: leaf.confidence.place,
                "nothing was observed on the path \(trail.joined(separator: " → ")): it is likely at most")
        }
    }

    private mutating func arrive(at target: Located<String>, _ state: FlowState) {
        if states[target.value]?.join(state) == nil { states[target.value] = state }
    }

    private mutating func decide(_ node: Node, _ state: FlowState) {
        let unknown = node.branches.flatMap(\.conditions).first { state.groups[$0.name.group] == nil }
        if let unknown {
            report(.factNotSet, at: unknown.place, "nothing measures \"\(unknown.name.group)\" on any path to here")
            for target in node.targets { arrive(at: target, state) }
            return
        }
        let decision = Decision(node, state, scope)
        switch decision.problem {
        case .tooMany(let count):
            report(
                .tooManyCombinations, at: node.id.place,
                "the facts of \"\(node.id.value)\" have \(count) combinations, over \(Decision.maximumCombinations): "
                    + "split the node")
            for target in node.targets { arrive(at: target, state) }
            return
        case .notMeasured(let name, let trail):
            let condition = node.branches.flatMap(\.conditions).first { $0.name == name }
            report(
                .factNotSet, at: condition?.place ?? node.id.place,
                "\(name) is not set on the path \(trail.joined(separator: " → ")): add {present: false} or else")
        case .unmatched(let combination):
            report(
                .unmatchedCombination, at: node.id.place, "no branch of \"\(node.id.value)\" matches: \(combination)")
        case nil:
            break
        }
        for (index, branch) in node.branches.enumerated() {
            follow(decision.taken[index], to: branch.target, from: state) {
                Diagnostic(.deadBranch, at: branch.place, "this branch of \"\(node.id.value)\" can never be taken")
            }
        }
        if let otherwise = node.otherwise, let taken = decision.taken.last {
            follow(taken, to: otherwise, from: state) {
                Diagnostic(
                    .deadElse, at: otherwise.place, "the branches of \"\(node.id.value)\" leave nothing for else")
            }
        }
    }

    private mutating func follow(
        _ taken: Decision.Taken, to target: Located<String>, from state: FlowState, dead: () -> Diagnostic
    ) {
        guard let groups = taken.groups else {
            diagnostics.append(dead())
            return
        }
        var next = state
        next.groups.merge(groups) { $1 }
        if !taken.mayBeUnobserved { next.unobserved = nil }
        arrive(at: target, next)
    }

    /// PB047: a text that can only say "not measured".
    private mutating func checkTexts(_ node: Node, _ state: FlowState) {
        for text in node.texts {
            for name in Placeholders.names(in: text.value).compactMap(FactName.init)
            where state.groups[name.group] == nil {
                report(
                    .placeholderNeverSet, at: text.place,
                    "{\(name)} is never measured here: no path measures \"\(name.group)\" before this text")
            }
        }
    }

    private mutating func report(_ rule: LintRule, at place: Place, _ message: String) {
        diagnostics.append(Diagnostic(rule, at: place, message))
    }
}

extension FlowState {
    /// The state behind a sub-tree; nil if what is known here excludes that way out.
    fileprivate func through(_ inside: FlowState) -> FlowState? {
        var state = self
        for (name, group) in inside.groups {
            if state.groups[name] == nil {
                state.groups[name] = group
            } else {
                state.groups[name]?.narrow(group)
            }
            if state.groups[name]?.facts.values.contains(where: \.isImpossible) == true { return nil }
        }
        if inside.unobserved == nil { state.unobserved = nil }
        return state
    }
}
