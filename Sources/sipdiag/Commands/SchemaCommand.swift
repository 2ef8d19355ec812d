import ArgumentParser
import Diagnosis
import Probes

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "JSON Schemas of the files that sipdiag writes and reads.",
        discussion: "Without a name it lists them.")

    @Argument(help: "Which one.")
    var name: String?

    struct Row: Sendable {
        var name: String
        var title: String
        /// The document (JSON Schema 2020-12), with a final line break.
        var text: @Sendable () -> String

        /// The file of that name in `Sources/sipdiag/Schemas`.
        static func file(_ name: String, _ title: String) -> Row {
            Row(name: name, title: title) { EmbeddedFile.text("Schemas/\(name).json") }
        }
    }

    private static let rows =
        [
            Row.file("report", "what --format json writes, and each line of ndjson"),
            Row(name: "config", title: "the settings file") { SettingsSchema.configuration },
            Row(name: "check", title: "the file of sipdiag check") { SettingsSchema.check },
            Row(name: "exporter", title: "the file of sipdiag exporter") { SettingsSchema.exporter },
        ]
        + KnowledgeSchema(ProbeRegistry.catalogue, causes: CauseVocabulary.ids).documents.map { kind, title, document in
            Row(name: kind, title: "files of playbooks: \(title)") { document.pretty + "\n" }
        }

    func run() throws {
        guard let name else {
            let width = Self.rows.map(\.name.count).max() ?? 0
            return Output.print(Self.rows.map { "\(Cells.pad($0.name, to: width))  \($0.title)\n" }.joined())
        }
        guard let row = Self.rows.first(where: { $0.name == name }) else {
            let hint = NearName.of(name, among: Self.rows.map(\.name)).map { "did you mean \($0)? " } ?? ""
            throw ValidationError("there is no schema “\(name)”; \(hint)`sipdiag schema` lists them")
        }
        Output.print(row.text())
    }
}
