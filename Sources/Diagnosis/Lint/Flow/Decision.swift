/// All that one node can decide: the product of the values of its facts, and which branch is the first for each.
struct Decision {
    static let maximumCombinations = 20_000

    /// One fact that a branch of the node uses.
    private struct Axis {
        var name: FactName
        var points: [FactPoint]
    }

    /// The facts of one group, and each combination of their values that the catalogue does not exclude.
    private struct Part {
        var group: String
        var cases: [Case]
    }

    private struct Case {
        var values: [FactName: Value]
        var reading: GroupReading
    }

    /// What holds when one branch is taken.
    struct Taken {
        /// Nil: never taken.
        var groups: [String: GroupState]?
        /// Some combination that leads here has nothing observed among the facts it was decided on.
        var mayBeUnobserved = false
        /// What the groups hold already, by part: a case says nothing new the second time.
        fileprivate var joined: [Set<Int>]
    }

    enum Problem {
        /// A combination, as people read it, that no branch matches.
        case unmatched(String)
        /// The same, where a group was not measured on this path.
        case notMeasured(FactName, FlowState.Trail)
        case tooMany(Int)
    }

    /// One for each branch, and one for `else`.
    private(set) var taken: [Taken] = []
    private(set) var problem: Problem?

    private let node: Node
    private let scope: Scope
    private let state: FlowState
    private var axes: [Axis] = []
    private var parts: [Part] = []

    init(_ node: Node, _ state: FlowState, _ scope: Scope) {
        self.node = node
        self.state = state
        self.scope = scope
        let conditions = node.branches.flatMap(\.conditions)
        for name in conditions.map(\.name) where !axes.contains(where: { $0.name == name }) {
            axes.append(axis(name, conditions.filter { $0.name == name }.map(\.matcher)))
        }
        let groups = Set(axes.map(\.name.group)).sorted()
        taken = Array(
            repeating: Taken(joined: Array(repeating: [], count: groups.count)), count: node.branches.count + 1)
        let count = Decision.combinations(of: axes.map(\.points.count))
        guard count <= Decision.maximumCombinations else {
            problem = .tooMany(count)
            return
        }
        parts = groups.map { Part(group: $0, cases: cases(of: $0)) }
        let sizes = parts.map(\.cases.count)
        for index in 0..<Decision.combinations(of: sizes) { decide(Decision.digits(of: index, sizes)) }
    }

    private static func combinations(of sizes: [Int]) -> Int {
        sizes.reduce(1) { product, size in
            let (count, overflow) = product.multipliedReportingOverflow(by: size)
            return overflow ? Int.max : count
        }
    }

    /// Which one of each the combination of this number has.
    private static func digits(of index: Int, _ sizes: [Int]) -> [Int] {
        var rest = index
        return sizes.map { size in
            defer { rest /= size }
            return rest % size
        }
    }

    private func cases(of group: String) -> [Case] {
        let axes = axes.filter { $0.name.group == group }
        let sizes = axes.map(\.points.count)
        return (0..<Decision.combinations(of: sizes)).compactMap { index in
            let points = zip(axes, Decision.digits(of: index, sizes)).map { ($0.name, $0.points[$1]) }
            let point = Dictionary(uniqueKeysWithValues: points)
            return GroupReading(group, point, axes.map(\.name), state, scope).map {
                Case(values: point.compactMapValues(\.value), reading: $0)
            }
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

    /// - Parameter combination: the case of each part.
    private mutating func decide(_ combination: [Int]) {
        let parts = parts
        let cases = zip(parts, combination).map { $0.cases[$1] }
        func found(_ name: FactName) -> Case? { parts.firstIndex { $0.group == name.group }.map { cases[$0] } }
        let first = node.branches.firstIndex { $0.matches { found($0)?.values[$0] } }
        if first == nil, node.otherwise == nil {
            reportUnmatched(axes.map { (found($0.name)?.values[$0.name], found($0.name)?.reading.state.missing) })
            return
        }
        let index = first ?? node.branches.count
        if !taken[index].mayBeUnobserved {
            let decidedOn = first.map { node.branches[$0].conditions } ?? node.branches.flatMap(\.conditions)
            taken[index].mayBeUnobserved = !decidedOn.contains { condition in
                found(condition.name).map { $0.reading.isObserved(condition.name, $0.values[condition.name]) } ?? false
            }
        }
        var groups = taken[index].groups ?? [:]
        for (part, number) in combination.enumerated() where taken[index].joined[part].insert(number).inserted {
            let (group, state) = (parts[part].group, cases[part].reading.state)
            if groups[group]?.join(state) == nil { groups[group] = state }
        }
        taken[index].groups = groups
    }

    /// Keeps one problem; a plain combination says more than one that is not measured.
    /// - Parameter found: of each axis.
    private mutating func reportUnmatched(_ found: [(value: Value?, missing: FlowState.Trail?)]) {
        if case .unmatched = problem { return }
        let unmeasured = zip(axes, found).compactMap { axis, found in
            found.value == nil ? found.missing.map { (axis.name, $0) } : nil
        }
        if let (name, trail) = unmeasured.first {
            problem = problem ?? .notMeasured(name, trail)
        } else {
            let facts = zip(axes, found).map { "\($0.name) \(described($1.value))" }
            problem = .unmatched(facts.joined(separator: ", "))
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
