/// All that one node can decide: the product of the values of its facts, and which branch is the first for each.
struct Decision {
    static let maximumCombinations = 20_000

    /// One fact that a branch of the node uses.
    private struct Axis {
        var name: FactName
        var points: [FactPoint]
    }

    /// What holds when one branch is taken.
    struct Taken {
        /// Nil: never taken.
        var groups: [String: GroupState]?
        /// Some combination that leads here has nothing observed among the facts it was decided on.
        var mayBeUnobserved = false
    }

    enum Problem {
        /// A combination, as people read it, that no branch matches.
        case unmatched(String)
        /// The same, where a group was not measured on this path.
        case notMeasured(FactName, FlowState.Trail)
        case tooMany(Int)
    }

    /// One for each branch, and one for `else`.
    private(set) var taken: [Taken]
    private(set) var problem: Problem?

    private let node: Node
    private let scope: Scope
    private let state: FlowState
    private var axes: [Axis] = []
    private var groupNames: [String] = []

    init(_ node: Node, _ state: FlowState, _ scope: Scope) {
        self.node = node
        self.state = state
        self.scope = scope
        taken = Array(repeating: Taken(), count: node.branches.count + 1)
        let conditions = node.branches.flatMap(\.conditions)
        for name in conditions.map(\.name) where !axes.contains(where: { $0.name == name }) {
            axes.append(axis(name, conditions.filter { $0.name == name }.map(\.matcher)))
        }
        groupNames = Set(axes.map(\.name.group)).sorted()
        let count = axes.reduce(1) { product, axis in
            let (count, overflow) = product.multipliedReportingOverflow(by: axis.points.count)
            return overflow ? Int.max : count
        }
        if count > Decision.maximumCombinations {
            problem = .tooMany(count)
        } else {
            for index in 0..<count { decide(point(index)) }
        }
    }

    private func axis(_ name: FactName, _ matchers: [Matcher]) -> Axis {
        guard let group = state.groups[name.group], let type = scope.type(of: name) else {
            return Axis(name: name, points: [.absent])
        }
        let known = group.facts[name.fact] ?? FactState()
        let values = known.mayBeSet ? FactPoints.points(type, known, matchers) : []
        let mayBeAbsent = group.missing != nil || (known.mayBeAbsent && !isAlwaysSet(name))
        return Axis(name: name, points: values + (mayBeAbsent ? [.absent] : []))
    }

    private func isAlwaysSet(_ name: FactName) -> Bool {
        switch scope.groups[name.group] {
        case .facts(let definition, _):
            name.fact == "outcome"
                || definition.facts.first { $0.name == name.fact }?.setWhen == TestDefinition.Fact.always
        case .answer: true
        case nil: false
        }
    }

    /// The combination of this number.
    private func point(_ index: Int) -> [FactName: FactPoint] {
        var rest = index
        var point: [FactName: FactPoint] = [:]
        for axis in axes {
            point[axis.name] = axis.points[rest % axis.points.count]
            rest /= axis.points.count
        }
        return point
    }

    private mutating func decide(_ point: [FactName: FactPoint]) {
        var groups: [String: GroupReading] = [:]
        for name in groupNames {
            guard let reading = GroupReading(name, point, axes.map(\.name), state, scope) else { return }
            groups[name] = reading
        }
        let first = node.branches.firstIndex { $0.matches { point[$0]?.value } }
        if first == nil, node.otherwise == nil {
            reportUnmatched(point, groups)
            return
        }
        let index = first ?? node.branches.count
        let decidedOn = first.map { node.branches[$0].conditions } ?? node.branches.flatMap(\.conditions)
        let isObserved = decidedOn.contains {
            groups[$0.name.group]?.isObserved($0.name, point[$0.name]?.value) == true
        }
        taken[index].mayBeUnobserved = taken[index].mayBeUnobserved || !isObserved
        let states = groups.mapValues(\.state)
        if taken[index].groups == nil {
            taken[index].groups = states
        } else {
            for (name, state) in states { taken[index].groups?[name]?.join(state) }
        }
    }

    /// Keeps one problem; a plain combination says more than one that is not measured.
    private mutating func reportUnmatched(_ point: [FactName: FactPoint], _ groups: [String: GroupReading]) {
        if case .unmatched = problem { return }
        if let (name, trail) = axes.lazy.compactMap({ axis in
            point[axis.name]?.value == nil ? groups[axis.name.group]?.state.missing.map { (axis.name, $0) } : nil
        }).first {
            problem = problem ?? .notMeasured(name, trail)
        } else {
            problem = .unmatched(axes.map { "\($0.name) \(described(point[$0.name]?.value))" }.joined(separator: ", "))
        }
    }

    private func described(_ value: Value?) -> String {
        switch value {
        case nil: "is not measured"
        case .text(FactPoints.otherText): "is any other text"
        case .list(let items) where items.isEmpty: "has none of these"
        case let value?: "is \(value.printed)"
        }
    }
}
