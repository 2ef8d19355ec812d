import Diagnosis
import Settings

/// JSON Schemas of the files that people write, out of the table of settings.
enum SettingsSchema {
    /// The settings file.
    static let configuration = document(
        "urn:sipdiag:config:1", "The settings file of sipdiag: defaults for the shared options, and profiles",
        keys(in: .defaults) + [
            JSON.Member(
                "profiles", .object(["type": .text("object"), "additionalProperties": object(keys(in: .profile))]))
        ], required: [])

    /// The file of `sipdiag check`.
    static let check: String = {
        let level = keys(in: .check) + CheckTerm.allCases.map { JSON.Member($0.rawValue, value(of: $0)) } + [probe]
        let text = JSON.object(["type": .text("string"), "minLength": .number(1)])
        let target = object(level + [JSON.Member("name", text), JSON.Member("target", text)])
        let targets = JSON.object(["type": .text("array"), "items": .object(["anyOf": .list([text, target])])])
        let provider = object(level + [JSON.Member("targets", targets)], required: ["targets"])
        return document(
            "urn:sipdiag:check:1", "The file of sipdiag check: providers, targets, what is probed and what is accepted",
            [
                JSON.Member("schema", .object(["const": .text(CheckPlan.schema)])),
                JSON.Member("defaults", object(level)),
                JSON.Member(
                    "providers", .object(["type": .text("object"), "additionalProperties": provider])),
                JSON.Member("targets", targets),
            ], required: ["schema"])
    }()

    /// The file of `sipdiag exporter`.
    static let exporter: String = {
        let level = keys(in: .check) + CheckTerm.allCases.map { JSON.Member($0.rawValue, value(of: $0)) }
        let probes = JSON.object(["enum": .texts(CheckProbe.allCases.map(\.rawValue))])
        let targets = JSON.Member(
            "targets",
            .object([
                "type": .text("array"), "items": .object(["type": .text("string"), "minLength": .number(1)]),
                "description": .text("whom it may ask: targets, *.example.com, 192.0.2.0/28"),
            ]))
        let module = object(level + [JSON.Member("probe", probes), targets], required: ["probe"])
        return document(
            "urn:sipdiag:exporter:1", "The file of sipdiag exporter: modules, and whom they may ask",
            [
                JSON.Member("schema", .object(["const": .text(ExporterPlan.schema)])),
                JSON.Member("defaults", object(level)), targets,
                JSON.Member("modules", .object(["type": .text("object"), "additionalProperties": module])),
            ], required: ["schema", "modules"])
    }()

    private static func document(_ id: String, _ title: String, _ keys: [JSON.Member], required: [String]) -> String {
        guard case .object(let members) = object(keys, required: required) else { return "" }
        let head = [
            JSON.Member("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            JSON.Member("$id", .text(id)), JSON.Member("title", .text(title)),
        ]
        return JSON.object(head + members).pretty + "\n"
    }

    private static func object(_ keys: [JSON.Member], required: [String] = []) -> JSON {
        .object([
            "type": .text("object"), "properties": .object(keys), "required": required.isEmpty ? nil : .texts(required),
            "additionalProperties": .flag(false),
        ])
    }

    private static func keys(in place: SettingRow.Places) -> [JSON.Member] {
        SettingRow.rows(in: place).map { row in
            var members = value(of: row.kind)
            members.append(JSON.Member("description", .text(row.meaning)))
            if let fallback = row.fallback { members.append(JSON.Member("$comment", .text("if not set: \(fallback)"))) }
            return JSON.Member(row.name.rawValue, .object(members))
        }
    }

    /// Numbers may stand without quotes: a length of time in seconds, a user that is a number.
    private static func value(of kind: SettingRow.Kind) -> [JSON.Member] {
        switch kind {
        case .text, .path, .time: [JSON.Member("type", .texts(["string", "number"]))]
        case .flag: [JSON.Member("type", .text("boolean"))]
        case .word(let words): [JSON.Member("enum", .texts(words))]
        case .list:
            [
                JSON.Member("type", .text("array")),
                JSON.Member("items", .object(["type": .texts(["string", "number"])])),
            ]
        }
    }

    private static func value(of term: CheckTerm) -> JSON {
        let scalar = JSON.object(["type": .texts(["string", "number"])])
        let meaning = JSON.text(term.meaning)
        switch term {
        case .every: return .object(["type": .texts(["string", "number"]), "description": meaning])
        case .allowCall: return .object(["type": .text("boolean"), "description": meaning])
        case .nat:
            let words = JSON.object(["enum": .texts(CheckTerm.natWords)])
            return .object(["type": .text("array"), "items": words, "description": meaning])
        case .dns:
            return .object(["type": .text("array"), "items": scalar, "description": meaning])
        case .rtt, .loss, .certificateDays:
            return .object([
                "type": .text("object"), "description": meaning, "additionalProperties": .flag(false),
                "properties": .object(["warning": scalar, "critical": scalar]),
            ])
        }
    }

    /// A list of words, or each word with what is said about it alone.
    private static var probe: JSON.Member {
        let words = CheckProbe.allCases.map(\.rawValue)
        let level = keys(in: .check) + CheckTerm.allCases.map { JSON.Member($0.rawValue, value(of: $0)) }
        let alone = JSON.object(["anyOf": .list([object(level), .object(["type": .text("null")])])])
        return JSON.Member(
            "probe",
            .object([
                "description": .text("what is asked: a list, or each with what is said about it alone"),
                "anyOf": .list([
                    .object(["type": .text("array"), "items": .object(["enum": .texts(words)])]),
                    object(words.map { JSON.Member($0, alone) }),
                ]),
            ]))
    }
}
