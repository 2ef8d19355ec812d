import YAML

extension Cause {
    /// Reads a file of the kind `causes`.
    static func read(_ root: YAMLNode, _ shape: inout Shape) -> [Cause] {
        guard var fields = YAMLFields(root, of: "a causes file", &shape) else { return [] }
        _ = fields.take("schema")
        let causes = fields.need("causes", &shape).map { shape.entries($0, "causes") } ?? []
        fields.finish(&shape)
        return causes.compactMap { Cause($0, &shape) }
    }

    private init?(_ entry: YAMLEntry, _ shape: inout Shape) {
        let id = shape.key(entry)
        let words = entry.key.split(separator: ".", omittingEmptySubsequences: false)
        if words.count != 2 || !words.allSatisfy(Shape.isID) {
            shape.report(.malformedID, at: id.place, "a cause's id is written area.name; \"\(entry.key)\" is not")
        }
        guard var fields = YAMLFields(entry.value, of: "the cause \"\(entry.key)\"", owner: entry.keyStart, &shape)
        else {
            return nil
        }
        let title = fields.need("title", &shape).flatMap { shape.text($0, "title") }
        let owner = fields.need("owner", &shape).flatMap { shape.text($0, "owner") }
        let explain = fields.need("explain", &shape).flatMap { shape.text($0, "explain") }
        let tell = fields.take("tell").flatMap { shape.text($0, "tell") }
        let fix = fields.take("fix").map { shape.texts($0, "fix") } ?? []
        let verify = fields.need("verify", &shape).flatMap { shape.text($0, "verify") }
        let references = fields.take("references").map { shape.texts($0, "references") } ?? []
        fields.finish(&shape)
        guard let title, let owner, let explain, let verify else { return nil }
        self.init(
            id: id, title: title, owner: owner, explain: explain, tell: tell, fix: fix, verify: verify,
            references: references)
    }
}
