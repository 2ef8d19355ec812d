import YAML

/// The settings in force, but for what the command line says: that goes before all of them.
package struct Settings: Sendable {
    /// What somebody has set.
    package private(set) var values: SettingsLayer = [:]
    /// The profile in force.
    package private(set) var profile: String?

    package init() {}

    /// Lays the sources over each other: the system's file, the user's file, the profile, the environment. A list replaces a
    /// list whole; a profile of the user's file takes the place of the system's profile of that name.
    /// - Parameters:
    ///   - files: the user's first.
    ///   - profile: the one that the command line names; nil: `SIPDIAG_PROFILE`.
    package static func resolve(
        files: [SettingsFile], profile: String?, environment: (String) -> String?, rules: ValueRules
    ) throws(SettingsProblem) -> Settings {
        var settings = Settings()
        for file in files.reversed() { settings.lay(file.defaults) }
        if let name = profile ?? Self.value(of: "SIPDIAG_PROFILE", environment) {
            guard let layer = files.lazy.compactMap({ $0.profiles[name] }).first else {
                throw unknown(name, isVariable: profile == nil, files)
            }
            settings.profile = name
            settings.lay(layer)
        }
        settings.lay(try Self.layer(of: environment, rules))
        return settings
    }

    private mutating func lay(_ layer: SettingsLayer) { values.merge(layer) { $1 } }

    private static func unknown(_ name: String, isVariable: Bool, _ files: [SettingsFile]) -> SettingsProblem {
        let names = Set(files.flatMap(\.profiles.keys)).sorted()
        let hint =
            YAML.nearName(to: name, among: names).map { "did you mean \($0)?" }
            ?? (names.isEmpty
                ? "no settings file has any; `sipdiag config show` names the files"
                : "there are \(names.joined(separator: ", "))")
        return SettingsProblem(
            "\(isVariable ? "SIPDIAG_PROFILE" : "--profile") \(name): there is no such profile; \(hint)")
    }
}

extension SettingsLayer {
    package func text(_ name: SettingName) -> String? { self[name]?.values.first }

    package func list(_ name: SettingName) -> [String] { self[name]?.values ?? [] }

    package func flag(_ name: SettingName) -> Bool { text(name) == "true" }

    /// A length of time.
    package func milliseconds(_ name: SettingName) -> Int? { text(name).flatMap { try? LengthOfTime.read($0) } }
}
