import YAML

extension FixtureFile {
    /// Reads a file of the kind `fixtures`.
    init?(_ root: YAMLNode, layer: Int, _ shape: inout Shape) {
        guard var fields = YAMLFields(root, of: "a fixtures file", &shape) else { return nil }
        _ = fields.take("schema")
        let playbook = fields.need("playbook", &shape).flatMap { shape.id($0, "playbook") }
        var defaults = FixtureData()
        if let node = fields.take("defaults"), var fields = YAMLFields(node, of: "defaults", &shape) {
            defaults = FixtureData(&fields, &shape)
        }
        let cases = fields.need("cases", &shape).map { shape.list($0, "cases", of: FixtureCase.read) }
        fields.finish(&shape)
        guard let playbook, let cases else { return nil }
        self.init(file: shape.file, playbook: playbook, defaults: defaults, cases: cases, layer: layer)
    }
}

extension FixtureCase {
    fileprivate static func read(_ shape: inout Shape, _ node: YAMLNode) -> FixtureCase? {
        guard var fields = YAMLFields(node, of: "a case", &shape) else { return nil }
        let name = fields.need("name", &shape).flatMap { shape.text($0, "name") }
        let data = FixtureData(&fields, &shape)
        return name.map { FixtureCase(name: $0, data: data) }
    }
}

extension FixtureData {
    /// Every key that is not one of its own names a fact group; whether there is such a group, the linter sees.
    fileprivate init(_ fields: inout YAMLFields, _ shape: inout Shape) {
        if let node = fields.take("tests") {
            tests = FixtureData.groups(shape.entries(node, "tests"), &shape)
        }
        if let node = fields.take("answers") {
            for entry in shape.entries(node, "answers") {
                if let word = shape.text(entry.value, "the answer \(entry.key)") {
                    answers[entry.key] = Answer(place: shape.place(entry.keyStart), word: word)
                }
            }
        }
        unattended = fields.take("unattended").flatMap { shape.flag($0, "unattended") }
        if let node = fields.take("expect") {
            expect = Expectation(node, &shape)
        }
        inputs = FixtureData.groups(fields.takeRest(), &shape)
    }

    private static func groups(_ entries: [YAMLEntry], _ shape: inout Shape) -> [String: FixtureGroup] {
        var groups: [String: FixtureGroup] = [:]
        for entry in entries {
            guard let facts = entry.value.mapping else {
                shape.report(
                    .wrongShape, at: shape.place(entry.keyStart), "\"\(entry.key)\" must be a group of facts: {fact: …}"
                )
                continue
            }
            groups[entry.key] = FixtureGroup(
                place: shape.place(entry.keyStart),
                facts: facts.compactMap { fact in
                    content(fact, &shape).map { FixtureGroup.Fact(name: shape.key(fact), content: $0) }
                })
        }
        return groups
    }

    private static func content(_ entry: YAMLEntry, _ shape: inout Shape) -> FixtureGroup.Content? {
        if entry.value.isEmpty { return FixtureGroup.Content.none }
        if entry.value.sequence != nil { return .list(shape.texts(entry.value, "the items")) }
        return shape.text(entry.value, "the fact \(entry.key)").map(FixtureGroup.Content.word)
    }
}

extension FixtureData.Expectation {
    fileprivate init(_ node: YAMLNode, _ shape: inout Shape) {
        guard var fields = YAMLFields(node, of: "expect", &shape) else { return }
        cause = fields.take("cause").flatMap { shape.text($0, "cause") }
        exit = fields.take("exit").flatMap { shape.id($0, "exit") }
        confidence = fields.take("confidence").flatMap { shape.text($0, "confidence") }
        path = fields.take("path").map { shape.ids($0, "path") } ?? []
        if let cause, exit != nil {
            shape.report(.wrongShape, at: cause.place, "a case expects a cause or an exit, not both")
        }
        fields.finish(&shape)
    }
}
