/// A value that somebody set, and where.
package struct Setting: Sendable, Equatable {
    /// One text; those of a list. A path is whole.
    package var values: [String]
    package var origin: Origin

    package init(_ values: [String], _ origin: Origin) {
        self.values = values
        self.origin = origin
    }
}

/// Where a value comes from.
package enum Origin: Sendable, Equatable, CustomStringConvertible {
    case variable(String)
    /// - Parameter profile: the profile that it stands in; nil: at the top of the file.
    case file(String, line: Int, profile: String?)

    package var description: String {
        switch self {
        case .variable(let name): name
        case .file(let path, let line, let profile):
            (profile.map { "profile \($0), " } ?? "") + "\(path):\(line)"
        }
    }
}

/// The settings of one place, by name.
package typealias SettingsLayer = [SettingName: Setting]
