import YAML

extension ExporterPlan {
    /// The first key of the file.
    package static let schema = "sipdiag/exporter/1"

    /// The largest file that is read, in bytes.
    private static let maximumSize = 4 << 20

    /// Reads the file of `sipdiag exporter`.
    /// - Throws: everything that is wrong with it, each with its place and line.
    package init(
        file: String, _ bytes: [UInt8], home: String?, rules: ExporterRules
    ) throws(SettingsProblem) {
        self.init(file: file)
        var reader = ExporterReader(file: file, home: home, rules: rules)
        reader.read(try SettingReader.root(of: bytes, file: file, maximumSize: Self.maximumSize))
        try reader.reader.finish(bytes)
        modules = reader.modules
    }
}

private struct ExporterReader {
    var reader: SettingReader
    private(set) var modules: [ExporterModule] = []
    private let rules: ExporterRules

    init(file: String, home: String?, rules: ExporterRules) {
        reader = SettingReader(file: file, home: home, rules: rules.values)
        self.rules = rules
    }

    mutating func read(_ root: YAMLNode) {
        guard var fields = YAMLFields(root, of: "the file", &reader) else { return }
        if let schema = fields.need("schema", &reader), schema.text != ExporterPlan.schema {
            reader.report(.badValue, at: schema.start, "schema must be \(ExporterPlan.schema)")
        }
        var base = CheckLevel(terms: .fallback)
        if let node = fields.take("defaults"), var fields = YAMLFields(node, of: "defaults", &reader) {
            let terms = reader.terms(&fields, mayAllowCall: false)
            base = CheckLevel(settings: reader.layer(&fields, at: .check), terms: terms).over(base)
            reader.finish(fields)
        }
        let shared = fields.take("targets").map { targets($0) } ?? []
        for entry in fields.need("modules", &reader).map({ reader.entries($0, "modules") }) ?? [] {
            read(module: entry, base, shared)
        }
        fields.finish(&reader)
    }

    private mutating func read(module entry: YAMLEntry, _ base: CheckLevel, _ shared: [String]) {
        let what = "the module \"\(entry.key)\""
        guard var fields = YAMLFields(entry.value, of: what, owner: entry.keyStart, &reader) else { return }
        guard let node = fields.need("probe", &reader), let word = reader.string(node, "probe"),
            let probe = reader.probe(word, at: node.start)
        else { return }
        let own = fields.take("targets").map { targets($0) }
        let terms = reader.terms(&fields, of: probe, mayAllowCall: true).over(base.terms)
        let options = reader.layer(&fields, at: .check).over(base.settings)
        reader.finish(fields)
        var module = ExporterModule(
            name: entry.key, probe: probe, options: options, terms: terms, targets: own ?? shared,
            line: entry.keyStart.line)
        if !probe.needsTarget { module.targets = own ?? [] }
        if let problem = gap(module, namesItsTargets: own != nil) {
            reader.report(.badValue, at: entry.keyStart, "\(what): \(problem)")
        }
        modules.append(module)
    }

    private mutating func targets(_ node: YAMLNode) -> [String] {
        let rule = rules.target
        return reader.list(node, "targets") { reader, node in
            guard let text = reader.string(node, "each of targets") else { return nil }
            if let problem = rule(text) { reader.report(.badValue, at: node.start, "targets: \(problem)") }
            return text
        }
    }

    private func gap(_ module: ExporterModule, namesItsTargets: Bool) -> String? {
        if let gap = module.item(toward: module.probe.needsTarget ? "" : nil).gap { return gap }
        if module.probe.needsTarget, module.targets.isEmpty {
            return "it may ask nobody; write targets: [sip.example.com]"
        }
        // A secret shows itself to who challenges: not to a server that somebody else has chosen.
        if module.options.text(.passwordFile) != nil, !namesItsTargets, module.probe.needsTarget {
            return "it has a secret: say whom it is for, targets: [sip:1000@sip.example.com]"
        }
        return nil
    }
}
