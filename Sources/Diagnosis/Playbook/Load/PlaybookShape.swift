import YAML

extension Playbook {
    /// Reads a file of the kind `playbook`.
    /// - Parameter tree: gives the nodes where they are read later; nil: the file has them.
    init?(
        _ root: YAMLNode, layer: Int, tree deferred: (@Sendable () -> NodeList)? = nil, _ shape: inout Shape
    ) {
        guard var fields = YAMLFields(root, of: "a playbook", &shape) else { return nil }
        _ = fields.take("schema")
        let id = fields.need("id", &shape).flatMap { shape.id($0, "a playbook's id") }
        let title = fields.need("title", &shape).flatMap { shape.text($0, "title") }
        let isSubtree = fields.take("subtree").flatMap { shape.flag($0, "subtree") } ?? false
        let applies = fields.take("applies_to")
        if isSubtree, let applies {
            shape.report(
                .wrongShape, at: shape.place(applies.start), "a sub-tree is found through include, not by applies_to")
        }
        let (codes, symptoms) = applies.map { Playbook.appliesTo($0, &shape) } ?? ([], [])
        let exits = fields.take("exits").map { shape.ids($0, "exits") } ?? []
        let inputs = fields.need("inputs", &shape).map { shape.ids($0, "inputs") }
        let start = fields.need("start", &shape).flatMap { shape.id($0, "start") }
        let tree = deferred ?? fields.need("nodes", &shape).map { Playbook.tree($0, &shape) }
        fields.finish(&shape)
        guard let id, let title, let inputs, let start, let tree else { return nil }
        self.init(
            id: id, title: title, codes: codes, symptoms: symptoms, isSubtree: isSubtree, exits: exits,
            inputs: inputs, start: start, layer: layer, tree: tree)
    }

    private static func tree(_ node: YAMLNode, _ shape: inout Shape) -> @Sendable () -> NodeList {
        let list = NodeList(nodes(node, &shape))
        return { list }
    }

    private static func nodes(_ node: YAMLNode, _ shape: inout Shape) -> [Node] {
        let entries = shape.entries(node, "nodes")
        return entries.compactMap { entry in
            guard let id = shape.check(shape.key(entry), "a node's id") else { return nil }
            return Node(id, entry.value, &shape)
        }
    }

    private static func appliesTo(
        _ node: YAMLNode, _ shape: inout Shape
    ) -> ([Located<CodePattern>], [Located<String>]) {
        guard var fields = YAMLFields(node, of: "applies_to", &shape) else { return ([], []) }
        let codes = fields.take("codes").map { shape.list($0, "codes", of: codePattern) } ?? []
        let symptoms = fields.take("symptoms").map { shape.ids($0, "symptoms") } ?? []
        fields.finish(&shape)
        return (codes, symptoms)
    }

    private static func codePattern(_ shape: inout Shape, _ node: YAMLNode) -> Located<CodePattern>? {
        guard let pattern = node.text.flatMap(CodePattern.init) else {
            shape.report(.wrongShape, at: shape.place(node.start), "a code is written 408, a class 4xx")
            return nil
        }
        return Located(pattern, at: shape.place(node.start))
    }
}

extension Playbook.CodePattern {
    /// Reads `408` or `4xx`: 100 to 699.
    init?(_ text: String) {
        if let code = Int(text), (100...699).contains(code), text.utf8.count == 3 {
            self = .exact(code)
        } else if let digit = text.first?.wholeNumberValue, (1...6).contains(digit), text.dropFirst() == "xx" {
            self = .family(digit)
        } else {
            return nil
        }
    }
}
