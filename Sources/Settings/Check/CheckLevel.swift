import YAML

/// What one place of the file says: the defaults, a provider, a target, or one probe of a target. The nearest wins.
struct CheckLevel {
    var settings: SettingsLayer = [:]
    var terms = CheckTerms()
    /// Nil: nothing is said.
    var probes: [Asked]?

    /// A probe that is asked for, where it is written, and what is said about it alone.
    struct Asked {
        var probe: CheckProbe
        var mark: YAMLMark
        var settings: SettingsLayer = [:]
        var terms = CheckTerms()
    }

    func over(_ wider: CheckLevel) -> CheckLevel {
        CheckLevel(
            settings: settings.over(wider.settings), terms: terms.over(wider.terms), probes: probes ?? wider.probes)
    }
}

extension SettingsLayer {
    /// These settings where they say something, else those of a wider place.
    func over(_ wider: SettingsLayer) -> SettingsLayer { isEmpty ? wider : merging(wider) { own, _ in own } }
}

extension SettingReader {
    /// Reads the keys that every level has.
    mutating func level(_ fields: inout YAMLFields, isTarget: Bool = false) -> CheckLevel {
        var level = CheckLevel()
        level.probes = fields.take("probe").map { probes($0) }
        level.terms = terms(&fields, mayAllowCall: isTarget)
        level.settings = layer(&fields, at: .check)
        return level
    }

    mutating func finish(_ fields: YAMLFields) {
        fields.finish(&self, among: SettingRow.keys(in: .check) + CheckTerm.allCases.map(\.rawValue))
    }

    /// `[options, tls]`, or `{options: {every: 1m}, tls: {}}`.
    private mutating func probes(_ node: YAMLNode) -> [CheckLevel.Asked] {
        if let entries = node.mapping {
            return entries.compactMap { entry in
                guard let probe = probe(entry.key, at: entry.keyStart) else { return nil }
                var asked = CheckLevel.Asked(probe: probe, mark: entry.keyStart)
                guard !entry.value.isEmpty else { return asked }
                let what = "the probe \"\(entry.key)\""
                guard var fields = YAMLFields(entry.value, of: what, owner: entry.keyStart, &self) else { return nil }
                asked.terms = terms(&fields, of: probe, mayAllowCall: true)
                asked.settings = layer(&fields, at: .check)
                finish(fields)
                return asked
            }
        }
        return list(node, "probe") { reader, node in
            reader.string(node, "each probe").flatMap { reader.probe($0, at: node.start) }
                .map { CheckLevel.Asked(probe: $0, mark: node.start) }
        }
    }

    mutating func probe(_ word: String, at mark: YAMLMark) -> CheckProbe? {
        if let probe = CheckProbe(rawValue: word) { return probe }
        let words = CheckProbe.allCases.map(\.rawValue)
        report(
            .badValue, at: mark, "there is no probe \"\(word)\"; there are \(words.joined(separator: ", "))",
            suggestion: YAML.nearName(to: word, among: words))
        return nil
    }
}
