import YAML

extension CheckPlan {
    /// The first key of the file.
    package static let schema = "sipdiag/check/1"

    /// The largest file that is read, in bytes: some hundred thousand targets.
    private static let maximumSize = 16 << 20

    /// Reads the file of `sipdiag check`.
    /// - Throws: everything that is wrong with it, each with its place and line.
    package init(
        file: String, _ bytes: [UInt8], home: String?, rules: CheckRules
    ) throws(SettingsProblem) {
        self.init(file: file)
        var reader = CheckReader(file: file, home: home, rules: rules)
        reader.read(try SettingReader.root(of: bytes, file: file, maximumSize: Self.maximumSize))
        try reader.reader.finish(bytes)
        items = reader.items
    }
}

/// Lays the levels of the file over each other.
private struct CheckReader {
    var reader: SettingReader
    private(set) var items: [CheckItem] = []
    private let rules: CheckRules
    private var names: [String: YAMLMark] = [:]
    /// What was said about a line of the defaults or of a provider is not said again for each target.
    private var told: Set<String> = []

    init(file: String, home: String?, rules: CheckRules) {
        reader = SettingReader(file: file, home: home, rules: rules.values)
        self.rules = rules
    }

    mutating func read(_ root: YAMLNode) {
        guard var fields = YAMLFields(root, of: "the file", &reader) else { return }
        if let schema = fields.need("schema", &reader), schema.text != CheckPlan.schema {
            reader.report(.badValue, at: schema.start, "schema must be \(CheckPlan.schema)")
        }
        var base = CheckLevel(terms: .fallback)
        if let node = fields.take("defaults"), var fields = YAMLFields(node, of: "defaults", &reader) {
            base = reader.level(&fields).over(base)
            reader.finish(fields)
        }
        for entry in fields.take("providers").map({ reader.entries($0, "providers") }) ?? [] {
            read(provider: entry, base)
        }
        if let node = fields.take("targets") { read(targets: node, of: nil, base) }
        fields.finish(&reader)
        if names.isEmpty, reader.problems.isEmpty {
            reader.report(.missingKey, at: root.start, "the file names no target; write targets: [sip.example.com]")
        }
    }

    private mutating func read(provider entry: YAMLEntry, _ base: CheckLevel) {
        let what = "the provider \"\(entry.key)\""
        guard var fields = YAMLFields(entry.value, of: what, owner: entry.keyStart, &reader) else { return }
        let level = reader.level(&fields).over(base)
        if let targets = fields.need("targets", &reader) { read(targets: targets, of: entry.key, level) }
        reader.finish(fields)
    }

    private mutating func read(targets node: YAMLNode, of provider: String?, _ base: CheckLevel) {
        guard let nodes = node.sequence else {
            reader.report(
                .wrongShape, at: node.start, "targets must be a list: [sip.example.com, {name: …, target: …}]")
            return
        }
        for node in nodes { read(target: node, of: provider, base) }
    }

    private mutating func read(target node: YAMLNode, of provider: String?, _ base: CheckLevel) {
        if node.mapping == nil {
            guard let text = reader.string(node, "a target") else { return }
            add(Entry(name: text, mark: node.start, target: checked(text, at: node.start), provider: provider), base)
            return
        }
        guard var fields = YAMLFields(node, of: "a target", &reader) else { return }
        let name = fields.take("name")
        let target = fields.take("target")
        let level = reader.level(&fields, isTarget: true).over(base)
        reader.finish(fields)
        guard let named = name ?? target else {
            reader.report(
                .missingKey, at: node.start, "a target needs the key \"target\", or \"name\" where it has none")
            return
        }
        guard let text = reader.string(named, "the name of a target") else { return }
        let whom = target.flatMap { node in reader.string(node, "target").map { checked($0, at: node.start) } }
        if target != nil, whom == nil { return }
        add(Entry(name: text, mark: named.start, target: whom, provider: provider), level)
    }

    private mutating func checked(_ target: String, at mark: YAMLMark) -> String {
        if let problem = rules.values.problem(.target, target) {
            reader.report(.badValue, at: mark, "target: \(problem)")
        }
        return target
    }

    private struct Entry {
        var name: String
        var mark: YAMLMark
        var target: String?
        var provider: String?
    }

    private mutating func add(_ entry: Entry, _ level: CheckLevel) {
        if let first = names.updateValue(entry.mark, forKey: entry.name) {
            reader.report(
                YAMLProblem(
                    .duplicateKey, at: entry.mark, "two targets are named \"\(entry.name)\"; give one another name",
                    related: .init(mark: first, note: "the first is here")))
        }
        for asked in level.probes ?? [CheckLevel.Asked(probe: .options, mark: entry.mark)] {
            let item = CheckItem(
                name: entry.name, provider: entry.provider, probe: asked.probe, target: entry.target,
                options: asked.settings.over(level.settings), terms: asked.terms.over(level.terms),
                line: entry.mark.line)
            if let problem = item.gap {
                tell(problem, at: asked.mark)
            } else if let problem = rules.item(item) {
                tell("\(item.label): \(problem)", at: entry.mark)
            } else {
                items.append(item)
            }
        }
    }

    private mutating func tell(_ problem: String, at mark: YAMLMark) {
        if told.insert("\(mark.line):\(mark.column) \(problem)").inserted {
            reader.report(.badValue, at: mark, problem)
        }
    }
}

extension CheckItem {
    /// What the probe needs and the file does not say.
    var gap: String? {
        let word = probe.rawValue
        if probe.needsTarget, target == nil { return "\(word) needs a target; write target: sip.example.com" }
        switch probe {
        case .status where target != nil:
            return
                "a status page is the provider's: give it an entry without a target, {name: acme-status, probe: [status]}"
        case .status where options.list(.statusURL).isEmpty:
            return "status needs the page: status_url: [https://status.example.com]"
        case .nat where options.list(.stun).isEmpty: return "nat needs a STUN server: stun: [stun.example.com]"
        case .register where options.text(.passwordFile) == nil: return "register needs a secret: password_file: FILE"
        case .invite where terms.allowsCall != true:
            return "a call is placed only where the target says so: allow_call: true"
        default: return nil
        }
    }
}
