/// Where the files of a person and of the system lie.
package enum SettingPaths {
    /// `$XDG_CONFIG_HOME/sipdiag`, else `~/.config/sipdiag`, where there is a home; then `/etc/sipdiag`.
    package static func folders(_ environment: (String) -> String?) -> [String] {
        let home = home(environment).map { "\($0)/.config" }
        // XDG Base Directory Specification: a relative path is to be ignored.
        let own = environment("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home
        return [own, "/etc"].compactMap { $0.map { "\($0)/sipdiag" } }
    }

    package static func home(_ environment: (String) -> String?) -> String? {
        environment("HOME").flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A path out of a file: `~/` is the home, and a relative one counts from the folder of the file.
    package static func whole(_ path: String, from file: String, home: String?) -> String {
        if path.hasPrefix("/") { return path }
        if path.hasPrefix("~/"), let home { return home + path.dropFirst() }
        guard let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }
}
