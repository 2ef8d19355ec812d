import YAML

extension Node {
    private static let kinds = ["test", "ask", "check", "include", "exit", "conclude"]

    /// Reads one entry of `nodes`.
    init?(_ id: Located<String>, _ node: YAMLNode, _ shape: inout Shape) {
        guard let keys = node.mapping?.map(\.key) else {
            shape.report(.wrongShape, at: id.place, "a node must be a mapping: {check: …}")
            return nil
        }
        let kinds = Node.kinds.filter(keys.contains)
        guard kinds.count == 1, let name = kinds.first,
            var fields = YAMLFields(node, of: "the \(name) node \"\(id.value)\"", owner: id.place.mark, &shape)
        else {
            let message =
                kinds.isEmpty
                ? "the node \"\(id.value)\" is of no kind; it needs one of \(Node.kinds.joined(separator: ", "))"
                : "the node \"\(id.value)\" is of several kinds: \(kinds.joined(separator: ", "))"
            let near = kinds.isEmpty ? keys.lazy.compactMap { NearName.of($0, among: Node.kinds) }.first : nil
            shape.report(.nodeKind, at: id.place, message, suggestion: near)
            return nil
        }
        let kind: Kind? =
            switch name {
            case "test": Test(&fields, &shape).map(Kind.test)
            case "ask": Ask(&fields, &shape).map(Kind.ask)
            case "check": Check(&fields, &shape).map(Kind.check)
            case "include": Include(&fields, &shape).map(Kind.include)
            case "exit": fields.take("exit").flatMap { shape.id($0, "exit") }.map(Kind.exit)
            default: Conclude(&fields, &shape).map(Kind.conclude)
            }
        fields.finish(&shape)
        guard let kind else { return nil }
        self.init(id: id, kind: kind)
    }
}

extension Node.Test {
    fileprivate init?(_ fields: inout YAMLFields, _ shape: inout Shape) {
        let test = fields.take("test").flatMap { shape.text($0, "test") }
        let title = fields.take("title").flatMap { shape.text($0, "title") }
        let alias = fields.need("as", &shape).flatMap { shape.id($0, "as") }
        let parameters = fields.take("with").map { Node.Test.parameters($0, &shape) } ?? []
        let (branches, otherwise) = Branch.read(&fields, &shape)
        guard let test, let alias else { return nil }
        self.init(
            test: test, title: title, alias: alias, parameters: parameters, branches: branches, otherwise: otherwise)
    }

    private static func parameters(_ node: YAMLNode, _ shape: inout Shape) -> [Node.Parameter] {
        let entries = shape.entries(node, "with")
        return entries.compactMap { entry in
            shape.text(entry.value, "the parameter \(entry.key)").map {
                Node.Parameter(name: shape.key(entry), value: $0)
            }
        }
    }
}

extension Node.Ask {
    fileprivate init?(_ fields: inout YAMLFields, _ shape: inout Shape) {
        let question = fields.take("ask").flatMap { shape.text($0, "ask") }
        let alias = fields.need("as", &shape).flatMap { shape.id($0, "as") }
        let choices = fields.need("choices", &shape).map { Node.Ask.choices($0, &shape) }
        let unattended = fields.need("unattended", &shape).flatMap { shape.text($0, "unattended") }
        let help = fields.take("help").flatMap { shape.text($0, "help") }
        let branches = fields.need("branches", &shape).map { Branch.list($0, &shape) }
        guard let question, let alias, let choices, let unattended, let branches else { return nil }
        self.init(
            question: question, alias: alias, choices: choices, unattended: unattended, help: help, branches: branches)
    }

    private static func choices(_ node: YAMLNode, _ shape: inout Shape) -> [Node.Choice] {
        let entries = shape.entries(node, "choices")
        return entries.compactMap { entry in
            guard let word = shape.check(shape.key(entry), "a choice"),
                let text = shape.text(entry.value, "the choice \(entry.key)")
            else { return nil }
            return Node.Choice(word: word, text: text)
        }
    }
}

extension Node.Check {
    fileprivate init?(_ fields: inout YAMLFields, _ shape: inout Shape) {
        let what = fields.take("check").flatMap { shape.text($0, "check") }
        let (branches, otherwise) = Branch.read(&fields, &shape)
        guard let what else { return nil }
        self.init(what: what, branches: branches, otherwise: otherwise)
    }
}

extension Node.Include {
    fileprivate init?(_ fields: inout YAMLFields, _ shape: inout Shape) {
        let playbook = fields.take("include").flatMap { shape.id($0, "include") }
        let wires = fields.take("exits").map { Node.Include.wires($0, &shape) } ?? []
        guard let playbook else { return nil }
        self.init(playbook: playbook, exits: wires)
    }

    private static func wires(_ node: YAMLNode, _ shape: inout Shape) -> [Node.Wire] {
        let entries = shape.entries(node, "exits")
        return entries.compactMap { entry in
            shape.id(entry.value, "the target of an exit").map { Node.Wire(exit: shape.key(entry), target: $0) }
        }
    }
}

extension Node.Conclude {
    fileprivate init?(_ fields: inout YAMLFields, _ shape: inout Shape) {
        let cause = fields.take("conclude").flatMap { shape.text($0, "conclude") }
        let confidence = fields.need("confidence", &shape).flatMap { shape.text($0, "confidence") }
        let because = fields.need("because", &shape).flatMap { shape.text($0, "because") }
        let fix = fields.take("fix").map { shape.texts($0, "fix") } ?? []
        let rulesOut = fields.take("rules_out").map { shape.texts($0, "rules_out") } ?? []
        let alsoConsider = fields.take("also_consider").map { shape.texts($0, "also_consider") } ?? []
        guard let cause, let confidence, let because else { return nil }
        self.init(
            cause: cause, confidence: confidence, because: because, fix: fix, rulesOut: rulesOut,
            alsoConsider: alsoConsider)
    }
}
