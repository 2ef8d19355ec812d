/// A way out of a node to another of the same tree, in words.
struct Way: Sendable {
    var target: String
    /// When it is taken, line by line.
    var label: [String]
    /// Whether it is what is left when no branch matches.
    var isElse = false
}

extension Node {
    /// Branches, then `else`; of an include, its exits. Branches one after the other that lead to the same node are one way.
    var ways: [Way] {
        if case .include(let include) = kind {
            return include.exits.map { Way(target: $0.target.value, label: [$0.exit.value]) }
        }
        var ways: [Way] = []
        for (index, branch) in branches.enumerated() {
            if let last = ways.last, last.target == branch.target.value {
                ways[ways.count - 1].label += branch.words(at: self, after: branches[index - 1])
            } else {
                ways.append(Way(target: branch.target.value, label: branch.words(at: self)))
            }
        }
        // The first that matches is taken: where two may, their order is told.
        if !branchesExclude, ways.count > 1 {
            for (index, way) in ways.enumerated() {
                ways[index].label = way.label.prefix(1).map { "\(index + 1): \($0)" } + way.label.dropFirst()
            }
        }
        guard let otherwise else { return ways }
        return ways
            + [Way(target: otherwise.value, label: [ways.isEmpty ? "in any case" : "otherwise"], isElse: true)]
    }

    /// Whether each branch asks for other words of one and the same fact.
    private var branchesExclude: Bool {
        Set(branches.flatMap(\.conditions).map(\.name)).count == 1
            && branches.allSatisfy { $0.conditions.count == 1 && $0.conditions[0].matcher.alternatives != nil }
    }
}

extension Branch {
    /// One line a condition, all of which must hold.
    fileprivate func words(at node: Node) -> [String] {
        conditions.enumerated().map { ($0 > 0 ? "and " : "") + $1.words(at: node) }
    }

    /// The same, behind those of a branch that leads to the same node; a fact that both ask for is named once.
    fileprivate func words(at node: Node, after earlier: Branch) -> [String] {
        let words = words(at: node)
        guard let first = words.first else { return [] }
        let isSameFact = conditions.count == 1 && conditions.map(\.name) == earlier.conditions.map(\.name)
        let fact = isSameFact ? "\(conditions[0].name) " : ""
        return ["or " + (first.hasPrefix(fact) ? String(first.dropFirst(fact.count)) : first)] + words.dropFirst()
    }
}

extension Condition {
    /// What the condition asks for. What the node itself has just found is told by the word alone: `timeout`, or the text of
    /// the choice that a person took.
    fileprivate func words(at node: Node) -> String {
        guard let own = matcher.alternatives, name.group == node.alias?.value else {
            return "\(name) \(matcher.phrase)"
        }
        switch node.kind {
        case .test where name.fact == "outcome":
            return Matcher.list(own)
        case .ask(let ask):
            return Matcher.list(own.map { word in ask.choices.first { $0.word.value == word }?.text.value ?? word })
        default:
            return "\(name) \(matcher.phrase)"
        }
    }
}

extension Matcher {
    /// The words of which one must be there; nil where the matcher asks for something else.
    fileprivate var alternatives: [String]? {
        switch self {
        case .equals, .oneOf: words.map(\.value)
        case .range, .contains, .present, .not: nil
        }
    }

    /// What follows the name of the fact.
    fileprivate var phrase: String {
        switch self {
        case .equals, .oneOf: "is " + Matcher.list(words.map(\.value))
        case .not: "is known, and not " + Matcher.list(words.map(\.value))
        case .range(let min?, let max?) where max.value == min.value + 1 && min.value == min.value.rounded():
            "is " + Value.number(min.value).printed
        case .range(let min, let max):
            "is "
                + [
                    min.map { "at least " + Value.number($0.value).printed },
                    max.map { "below " + Value.number($0.value).printed },
                ]
                .compactMap(\.self).joined(separator: " and ")
        case .contains(let part): "contains “\(part.value)”"
        case .present(let present): present ? "is known" : "is not known"
        }
    }

    /// `a, b or c`.
    fileprivate static func list(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
