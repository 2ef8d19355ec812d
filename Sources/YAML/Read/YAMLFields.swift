/// The keys of one mapping, taken by name; what is left at the end is unknown.
package struct YAMLFields {
    /// Where a missing key is reported: the key that owns the mapping.
    package let owner: YAMLMark
    /// "a test node", "a cause".
    package let what: String
    private var entries: [YAMLEntry]
    private var known: [String] = []

    /// - Returns: nil, with a report, if this is no mapping.
    package init?(
        _ node: YAMLNode, of what: String, owner: YAMLMark? = nil, _ shape: inout some YAMLShapes
    ) {
        guard let entries = node.mapping else {
            shape.report(.wrongShape, at: node.start, "\(what) must be a mapping: {key: …}")
            return nil
        }
        self.entries = entries
        self.what = what
        self.owner = owner ?? node.start
    }

    package mutating func take(_ name: String) -> YAMLNode? {
        known.append(name)
        guard let index = entries.firstIndex(where: { $0.key == name }) else { return nil }
        return entries.remove(at: index).value
    }

    /// Takes the keys that a table has a row for.
    package mutating func takeAll<Row>(_ row: (String) -> Row?) -> [(entry: YAMLEntry, row: Row)] {
        var taken: [(YAMLEntry, Row)] = []
        entries.removeAll { entry in
            guard let row = row(entry.key) else { return false }
            taken.append((entry, row))
            return true
        }
        return taken
    }

    package mutating func need(_ name: String, _ shape: inout some YAMLShapes) -> YAMLNode? {
        if let value = take(name) { return value }
        shape.report(.missingKey, at: owner, "\(what) needs the key \"\(name)\"")
        return nil
    }

    /// Reports a key that has no place here, and is not one that an unknown key was meant to be.
    package mutating func refuse(_ name: String, because reason: String, _ shape: inout some YAMLShapes) {
        guard let index = entries.firstIndex(where: { $0.key == name }) else { return }
        shape.report(.unknownKey, at: entries.remove(at: index).keyStart, reason)
    }

    /// The keys that nobody took yet; they count as known from here on.
    package mutating func takeRest() -> [YAMLEntry] {
        defer { entries = [] }
        return entries
    }

    /// Reports the keys that nobody took.
    /// - Parameter names: further keys that there are.
    package func finish(_ shape: inout some YAMLShapes, among names: @autoclosure () -> [String] = []) {
        for entry in entries {
            shape.report(
                .unknownKey, at: entry.keyStart, "\(what) has no key \"\(entry.key)\"",
                suggestion: YAML.nearName(to: entry.key, among: known + names()))
        }
    }
}
