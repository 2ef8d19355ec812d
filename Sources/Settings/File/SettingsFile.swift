import YAML

/// One settings file: defaults for the shared options, and profiles.
package struct SettingsFile: Sendable {
    package let path: String
    package private(set) var defaults: SettingsLayer = [:]
    package private(set) var profiles: [String: SettingsLayer] = [:]

    /// - Throws: everything that is wrong with the file, each with its place and line.
    package init(path: String, _ bytes: [UInt8], home: String?, rules: ValueRules) throws(SettingsProblem) {
        self.path = path
        guard !Self.isBlank(bytes) else { return }
        var reader = SettingReader(file: path, home: home, rules: rules)
        read(try SettingReader.root(of: bytes, file: path, maximumSize: YAML.maximumSize), &reader)
        try reader.finish(bytes)
    }

    private mutating func read(_ root: YAMLNode, _ reader: inout SettingReader) {
        guard var fields = YAMLFields(root, of: "the settings file", &reader) else { return }
        defaults = reader.layer(&fields, at: .defaults)
        for entry in fields.take("profiles").map({ reader.entries($0, "profiles") }) ?? [] {
            let what = "the profile \"\(entry.key)\""
            guard var fields = YAMLFields(entry.value, of: what, owner: entry.keyStart, &reader) else { continue }
            profiles[entry.key] = reader.layer(&fields, at: .profile, profile: entry.key)
            fields.finish(&reader, among: SettingRow.keys(in: .profile))
        }
        fields.finish(&reader, among: SettingRow.keys(in: .defaults))
    }

    /// Nothing but comments: every setting is commented out.
    private static func isBlank(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).allSatisfy { line in
            line.first { !$0.isWhitespace }.map { $0 == "#" } ?? true
        }
    }
}
