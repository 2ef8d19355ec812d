import Diagnosis
import Net
import Settings

/// The settings in force, for people and for scripts.
struct SettingsView {
    private var settings: Settings
    private var files: [(path: String, isThere: Bool)]

    init(profile: String?) throws {
        settings = try SettingsInForce.read(profile: profile)
        let read = try SettingsInForce.files.get().map(\.path)
        files = SettingsInForce.paths.map { ($0, read.contains($0)) }
    }

    /// Without a profile nobody is named.
    private var rows: [SettingRow] { SettingRow.all.filter { settings.profile != nil || $0.places != .profile } }

    /// A line a setting: its name, its value, where it comes from.
    var text: String {
        let files = files.map { $0.path + ($0.isThere ? "" : " (not there)") }
        let head = ["Profile  \(settings.profile ?? "none")", "Files    " + files.joined(separator: "\n         ")]
        let cells = rows.map { row in
            let setting = settings.values[row.name]
            let value = setting?.values.joined(separator: " ") ?? row.fallback ?? "-"
            return (row.name.rawValue, value, setting.map { "\($0.origin)" } ?? "default")
        }
        let lines = (cells + secret).map { name, value, origin in
            Cells.pad(name, to: 15) + Cells.pad(SafeText.safe(value), to: 38) + "  " + SafeText.safe(origin)
        }
        return SafeText.safe(head.joined(separator: "\n"), for: .trace) + "\n\n" + lines.joined(separator: "\n") + "\n"
    }

    private var secret: [(String, String, String)] {
        let isSet = !(Environment.value(Self.password) ?? "").isEmpty
        return isSet ? [("password", "set, and never shown", Self.password)] : []
    }

    private static let password = "SIPDIAG_PASSWORD"

    var json: JSON {
        .object([
            "schema": .text("sipdiag.config/1"),
            "profile": settings.profile.map { .text($0) },
            "files": .list(files.map { .object(["path": .text($0.path), "read": .flag($0.isThere)]) }),
            "settings": .list(
                rows.map { row in
                    let setting = settings.values[row.name]
                    return .object([
                        "name": .text(row.name.rawValue),
                        "value": setting.map { Self.value($0.values, row.kind) } ?? row.fallback.map { .text($0) },
                        "origin": Self.origin(setting?.origin),
                    ])
                }),
        ])
    }

    private static func value(_ values: [String], _ kind: SettingRow.Kind) -> JSON {
        switch kind {
        case .list: .texts(values)
        case .flag: .flag(values == ["true"])
        default: .text(values.first ?? "")
        }
    }

    private static func origin(_ origin: Origin?) -> JSON {
        switch origin {
        case nil: .object(["kind": .text("default")])
        case .variable(let name): .object(["kind": .text("environment"), "variable": .text(name)])
        case .file(let path, let line, let profile):
            .object([
                "kind": .text(profile == nil ? "file" : "profile"), "profile": profile.map { .text($0) },
                "file": .text(path), "line": .number(line),
            ])
        }
    }
}
