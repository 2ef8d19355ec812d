extension Settings {
    /// The variables that are set: `SIPDIAG_` and the setting's name. A list is separated by spaces or commas (a comma of a
    /// URL is written %2C), a flag is true, false, 1 or 0, and a path counts from the working directory.
    static func layer(
        of environment: (String) -> String?, _ rules: ValueRules
    ) throws(SettingsProblem) -> SettingsLayer {
        var layer: SettingsLayer = [:]
        for row in SettingRow.all where row.places.contains(.defaults) {
            let variable = row.name.variable
            guard let text = value(of: variable, environment) else { continue }
            let values = row.values(ofVariable: text)
            for value in values {
                guard let problem = row.problem(of: value, rules) else { continue }
                throw SettingsProblem("\(variable) \(value): \(problem)")
            }
            layer[row.name] = Setting(values, .variable(variable))
        }
        return layer
    }

    /// Empty is as good as not set.
    static func value(of variable: String, _ environment: (String) -> String?) -> String? {
        environment(variable).flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension SettingRow {
    fileprivate func values(ofVariable text: String) -> [String] {
        switch kind {
        case .list: text.split { $0 == "," || $0.isWhitespace }.map(String.init)
        case .flag: [["1": "true", "0": "false"][text] ?? text]
        default: [text]
        }
    }
}
