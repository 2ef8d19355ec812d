import Settings

/// In the place of what Probes know: whatever begins with "bad" is wrong.
let testRules = ValueRules { name, text in
    text.hasPrefix("bad") ? "this is no \(name.rawValue)" : nil
}

func settingsFile(_ text: String, path: String = "/home/u/.config/sipdiag/config.yaml") throws -> SettingsFile {
    try SettingsFile(path: path, Array(text.utf8), home: "/home/u", rules: testRules)
}
