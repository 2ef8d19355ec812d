import YAML

extension Branch {
    /// Reads `branches` and `else`; a node needs one of them.
    static func read(_ fields: inout YAMLFields, _ shape: inout Shape) -> ([Branch], Located<String>?) {
        let otherwise = fields.take("else")
        let branches = otherwise == nil ? fields.need("branches", &shape) : fields.take("branches")
        return (
            branches.map { list($0, &shape) } ?? [],
            otherwise.flatMap { shape.id($0, "else") }
        )
    }

    static func list(_ node: YAMLNode, _ shape: inout Shape) -> [Branch] {
        shape.list(node, "branches") { shape, node -> Branch? in
            guard var fields = YAMLFields(node, of: "a branch", &shape) else { return nil }
            let when = fields.need("when", &shape)
            let target = fields.need("goto", &shape).flatMap { shape.id($0, "goto") }
            let conditions = when.map { Branch.conditions($0, &shape) } ?? []
            fields.finish(&shape)
            guard let target else { return nil }
            return Branch(conditions: conditions, target: target, place: shape.place(node.start))
        }
    }

    private static func conditions(_ node: YAMLNode, _ shape: inout Shape) -> [Condition] {
        guard let entries = node.mapping, !entries.isEmpty else {
            shape.report(
                .wrongShape, at: shape.place(node.start),
                "when must name a fact: {group.fact: value}; for any, use else")
            return []
        }
        return entries.compactMap { entry in
            guard let name = FactName(entry.key) else {
                shape.report(.wrongShape, at: shape.place(entry.keyStart), "a fact is written group.name")
                return nil
            }
            guard let matcher = Matcher(entry.value, &shape) else { return nil }
            return Condition(
                name: name, matcher: matcher, place: shape.place(entry.keyStart),
                matcherPlace: shape.place(entry.value.start))
        }
    }
}

extension Matcher {
    fileprivate init?(_ node: YAMLNode, _ shape: inout Shape) {
        switch node.content {
        case .scalar(let text, _) where !node.isEmpty:
            self = .equals(Located(text, at: shape.place(node.start)))
        case .sequence(let nodes) where !nodes.isEmpty:
            self = .oneOf(shape.texts(node, "the values"))
        case .mapping(let entries) where !entries.isEmpty:
            self.init(mapping: node, &shape)
        default:
            shape.report(
                .wrongShape, at: shape.place(node.start),
                "a matcher is a value, [a, b], {min: 1, max: 2}, {contains: text}, {present: true} or {not: [a, b]}")
            return nil
        }
    }

    private init?(mapping node: YAMLNode, _ shape: inout Shape) {
        guard var fields = YAMLFields(node, of: "a matcher", &shape) else { return nil }
        let min = fields.take("min")
        let max = fields.take("max")
        let contains = fields.take("contains")
        let present = fields.take("present")
        let not = fields.take("not")
        fields.finish(&shape)
        let kinds = [min ?? max, contains, present, not].compactMap { $0 }
        guard kinds.count == 1 else {
            if !kinds.isEmpty {
                shape.report(.wrongShape, at: shape.place(node.start), "a matcher says one thing; use a second branch")
            }
            return nil
        }
        if let contains {
            guard let part = shape.text(contains, "contains"), !part.value.isEmpty else { return nil }
            self = .contains(part)
        } else if let present {
            guard let flag = shape.flag(present, "present") else { return nil }
            self = .present(flag)
        } else if let not {
            self = .not(not.sequence == nil ? shape.text(not, "not").map { [$0] } ?? [] : shape.texts(not, "not"))
        } else {
            self = .range(
                min: min.flatMap { shape.number($0, "min") }, max: max.flatMap { shape.number($0, "max") })
        }
    }
}
