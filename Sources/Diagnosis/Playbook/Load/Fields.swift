import YAML

/// The keys of one mapping, taken by name; what is left at the end is unknown.
struct Fields {
    /// Where a missing key is reported: the key that owns the mapping.
    let owner: Place
    /// "a test node", "a cause".
    let what: String
    private var entries: [YAMLEntry]
    private var known: [String] = []

    /// - Returns: nil, with a report, if this is no mapping.
    init?(_ node: YAMLNode, of what: String, owner: Place? = nil, _ shape: inout Shape) {
        guard let entries = node.mapping else {
            shape.report(.wrongShape, at: shape.place(node.start), "\(what) must be a mapping: {key: …}")
            return nil
        }
        self.entries = entries
        self.what = what
        self.owner = owner ?? shape.place(node.start)
    }

    mutating func take(_ name: String) -> YAMLNode? {
        known.append(name)
        guard let index = entries.firstIndex(where: { $0.key == name }) else { return nil }
        return entries.remove(at: index).value
    }

    mutating func need(_ name: String, _ shape: inout Shape) -> YAMLNode? {
        if let value = take(name) { return value }
        shape.report(.missingKey, at: owner, "\(what) needs the key \"\(name)\"")
        return nil
    }

    /// The keys that nobody took yet; they count as known from here on.
    mutating func takeRest() -> [YAMLEntry] {
        defer { entries = [] }
        return entries
    }

    /// Reports the keys that nobody took.
    func finish(_ shape: inout Shape) {
        for entry in entries {
            shape.report(
                .unknownKey, at: shape.place(entry.keyStart), "\(what) has no key \"\(entry.key)\"",
                suggestion: NearName.of(entry.key, among: known))
        }
    }
}
