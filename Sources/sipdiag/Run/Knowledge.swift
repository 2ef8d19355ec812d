import ArgumentParser
import Diagnosis
import FoundationEssentials
import Net
import Playbooks
import Probes

/// The playbooks in force.
enum Knowledge {
    static let builtIn = Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }

    /// The built-in files, and those of a folder that extend or replace them.
    /// - Throws: what is wrong with the person's files, each with its place.
    static func load(extra folder: String?) throws -> Library {
        // The built-in files are linted by the tests; a person's files are linted before use.
        guard let folder else { return outline }
        let (library, diagnostics) = lint(try files(in: folder))
        guard let library else {
            throw ValidationError(
                "the playbooks cannot be used:\n" + diagnostics.map(\.rendered).joined(separator: "\n"))
        }
        return library
    }

    /// Reads what every run needs: the trees that are walked beside it.
    static func readAhead() {
        for tree in outline.playbooks(forSymptom: TreeChoice.beside) { _ = tree.nodes }
    }

    /// A run whose call succeeds needs a few trees, and nothing that takes longer to read.
    private static let outline = Library.outline(
        builtIn.filter { $0.path.hasPrefix("trees/") }, remember: Remembered.once, reference: { reference })
    private static let reference =
        Library.load(builtIn.filter { !$0.path.hasPrefix("trees/") }).library?.reference() ?? Library.Reference()

    /// The built-in files together with others, checked by every rule.
    static func lint(_ own: [SourceFile]) -> (library: Library?, diagnostics: [Diagnostic]) {
        Linter.run(layers: [builtIn, own], catalogue: ProbeRegistry.catalogue, vocabulary: CauseVocabulary.ids)
    }

    /// Every YAML file below a folder, by name.
    static func files(in folder: String) throws -> [SourceFile] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder,
            let all = try? FileManager.default.subpathsOfDirectory(atPath: folder)
        else { throw ValidationError("\(folder): no such folder, or it cannot be read") }
        let names = all.filter { $0.hasSuffix(".yaml") }.sorted()
        guard !names.isEmpty else { throw ValidationError("\(folder): no .yaml file is in this folder") }
        return try names.map { try file("\(folder)/\($0)") }
    }

    /// One file, by its path.
    static func file(_ path: String) throws -> SourceFile {
        do {
            return SourceFile(path: path, text: String(decoding: try FileReader.read(path), as: UTF8.self))
        } catch {
            throw ValidationError("\(path): \(error)")
        }
    }
}
