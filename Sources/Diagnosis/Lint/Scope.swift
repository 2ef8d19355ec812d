/// The fact groups that a tree can name: its inputs, its own aliases, and those of the sub-trees it includes.
struct Scope: Sendable {
    /// What a group holds.
    enum Group: Sendable {
        /// An input, or a test run with these parameters.
        case facts(TestDefinition, parameters: [String: String])
        case answer(Node.Ask)
    }

    var groups: [String: Group] = [:]

    init(of playbook: Playbook, _ library: Library, _ catalogue: Catalogue) {
        for input in playbook.inputs {
            groups[input.value] = catalogue.inputs[input.value].map { .facts($0, parameters: [:]) }
        }
        for (_, node) in library.nodes(under: playbook) {
            guard let alias = node.alias, groups[alias.value] == nil else { continue }
            groups[alias.value] = Group(node, catalogue)
        }
    }

    /// The type of a fact; nil if there is none of this name.
    func type(of name: FactName) -> FactType? {
        groups[name.group]?.types[name.fact]
    }
}

extension Scope.Group {
    init?(_ node: Node, _ catalogue: Catalogue) {
        switch node.kind {
        case .test(let test):
            guard let definition = catalogue.tests[test.test.value] else { return nil }
            self = .facts(definition, parameters: definition.parameters(with: test.given))
        case .ask(let ask):
            self = .answer(ask)
        case .check, .include, .exit, .conclude:
            return nil
        }
    }

    /// The facts of the group by name; `outcome` has the words that can occur under the parameters.
    var types: [String: FactType] {
        switch self {
        case .facts(let definition, let parameters):
            var types = Dictionary(definition.facts.map { ($0.name, $0.type) }) { first, _ in first }
            if !definition.outcomes.isEmpty {
                types["outcome"] = .word(definition.outcomes(under: parameters).map(\.word))
            }
            return types
        case .answer(let ask):
            return ["answer": .word(ask.choices.map(\.word.value))]
        }
    }
}

extension Library {
    /// The nodes of a tree and of every sub-tree below it, each tree once, its own nodes first.
    func nodes(under playbook: Playbook) -> [(playbook: Playbook, node: Node)] {
        var nodes: [(Playbook, Node)] = []
        var seen: Set<String> = [playbook.id.value]
        var open = [playbook]
        while let tree = open.popLast() {
            for node in tree.nodes {
                nodes.append((tree, node))
                if case .include(let include) = node.kind, seen.insert(include.playbook.value).inserted,
                    let subtree = playbooks[include.playbook.value]
                {
                    open.append(subtree)
                }
            }
        }
        return nodes
    }
}
