import YAML

/// Reads the settings of one file, strictly, and collects what is wrong with them.
struct SettingReader: YAMLShapes {
    let file: String
    private(set) var problems: [YAMLProblem] = []
    private let home: String?
    let rules: ValueRules

    init(file: String, home: String?, rules: ValueRules) {
        self.file = file
        self.home = home
        self.rules = rules
    }

    mutating func report(_ problem: YAMLProblem) { problems.append(problem) }

    /// - Throws: why the file is no YAML, or too large.
    static func root(of bytes: [UInt8], file: String, maximumSize: Int) throws(SettingsProblem) -> YAMLNode {
        do throws(YAMLFailure) {
            return try YAML.parse(bytes, file: file, maximumSize: maximumSize)
        } catch {
            throw SettingsProblem(error, in: bytes)
        }
    }

    /// - Throws: everything that was found wrong with the file, each with its place and line.
    func finish(_ bytes: [UInt8]) throws(SettingsProblem) {
        guard problems.isEmpty else {
            throw SettingsProblem(YAMLFailure(file: file, problems: problems), in: bytes)
        }
    }

    /// Takes the settings that may stand at a place; those that may not are told where they may.
    mutating func layer(_ fields: inout YAMLFields, at place: SettingRow.Places, profile: String? = nil)
        -> SettingsLayer
    {
        var layer: SettingsLayer = [:]
        for (entry, row) in fields.takeAll(SettingRow.named) {
            guard row.places.contains(place) else {
                report(
                    .unknownKey, at: entry.keyStart, "\(fields.what) has no key \"\(entry.key)\"; \(Self.advice(row))")
                continue
            }
            // What cannot be used was told, and is not missed on top of that.
            let values = values(of: entry, row) ?? [""]
            layer[row.name] = Setting(values, .file(file, line: entry.keyStart.line, profile: profile))
        }
        fields.refuse("password", because: "a secret never stands in this file; write password_file: FILE", &self)
        return layer
    }

    private static func advice(_ row: SettingRow) -> String {
        row.places.contains(.defaults) ? "it may stand at the top of the settings file" : "it may stand in a profile"
    }

    /// The texts of a value; nil, and told, where it cannot be used.
    mutating func values(of entry: YAMLEntry, _ row: SettingRow) -> [String]? {
        let (key, node) = (entry.key, entry.value)
        switch row.kind {
        case .flag: return flag(node, key).map { ["\($0)"] }
        case .list:
            let count = problems.count
            let texts = list(node, key) { reader, node in
                reader.string(node, "each of \(key)").flatMap { reader.accepted($0, at: node.start, row) }
            }
            return problems.count == count ? texts : nil
        case .text, .path, .word, .time:
            return string(node, key).flatMap { accepted($0, at: node.start, row) }.map { [$0] }
        }
    }

    /// A text of a setting, a path made whole; nil, and told, where it cannot be used.
    private mutating func accepted(_ text: String, at mark: YAMLMark, _ row: SettingRow) -> String? {
        let text = row.kind == .path ? SettingPaths.whole(text, from: file, home: home) : text
        guard let problem = row.problem(of: text, rules) else { return text }
        let near: String? = if case .word(let words) = row.kind { YAML.nearName(to: text, among: words) } else { nil }
        report(.badValue, at: mark, "\(row.name.rawValue): \(problem)", suggestion: near)
        return nil
    }
}

extension SettingRow {
    /// Why the text is none of this setting's values; nil where it is.
    func problem(of text: String, _ rules: ValueRules) -> String? {
        switch kind {
        case .word(let words) where !words.contains(text): return "there are \(words.joined(separator: ", "))"
        case .time:
            do throws(ValueProblem) {
                _ = try LengthOfTime.read(text)
                return nil
            } catch {
                return "\(error)"
            }
        case .flag where !["true", "false"].contains(text): return "write true or false"
        default: return rules.problem(name, text)
        }
    }
}
