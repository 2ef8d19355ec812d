import ArgumentParser
import Diagnosis
import FoundationEssentials
import Net
import Playbooks
import Probes
import Settings

/// The playbooks in force.
enum Knowledge {
    static let builtIn = Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }

    /// The built-in files, and those that extend or replace them: of the system, of the person, and of the folder named
    /// there or in the settings.
    /// - Throws: what is wrong with the files of the folder named, each with its place.
    static func load(extra folder: String?) throws -> Library {
        let folder = try folder ?? SettingsInForce.read().values.text(.playbooks)
        // The built-in files are linted by the tests; a person's files are linted before use.
        var own: [[SourceFile]] = []
        var library: Library?
        func add(_ folder: String) throws {
            let layer = try files(in: folder)
            let (sound, diagnostics) = lint(own + [layer], beforeUse: true)
            guard var sound, diagnostics.isEmpty else { throw Faults(diagnostics: diagnostics) }
            sound.version = "\(Playbooks.version)+own"
            own.append(layer)
            library = sound
        }
        for folder in ownFolders where FileManager.default.fileExists(atPath: folder) {
            do {
                try add(folder)
            } catch {
                // Nobody asked for them in this run: they are told and left out, so that the tool stays of use.
                let what = (error as? Faults).map { $0.first(in: folder) } ?? "\(error)"
                Output.write("sipdiag: \(folder) is left out: \(SafeText.safe(what, for: .trace))\n", to: .error)
            }
        }
        do {
            if let folder { try add(folder) }
        } catch let faults as Faults {
            throw ValidationError("the playbooks cannot be used:\n" + faults.all)
        }
        return library ?? outline
    }

    /// What is wrong with the files of a folder.
    private struct Faults: Error {
        var diagnostics: [Diagnostic]

        var all: String { diagnostics.map(\.rendered).joined(separator: "\n") }

        func first(in folder: String) -> String {
            "\(diagnostics.first?.rendered ?? "")\n`sipdiag playbook lint \(folder)` tells all"
        }
    }

    /// `/etc/sipdiag/playbooks`, then `$XDG_CONFIG_HOME/sipdiag/playbooks`.
    private static var ownFolders: [String] {
        SettingPaths.folders(Environment.value).reversed().map { "\($0)/playbooks" }
    }

    /// Reads what every run needs: the trees that are walked beside it.
    static func readAhead() {
        for tree in outline.playbooks(forSymptom: TreeChoice.beside) { _ = tree.nodes }
    }

    /// A run whose call succeeds needs a few trees, and nothing that takes longer to read.
    private static let outline = {
        var library = Library.outline(
            builtIn.filter { $0.path.hasPrefix("trees/") }, remember: Remembered.once, reference: { reference })
        library.version = Playbooks.version
        return library
    }()
    private static let reference =
        Library.load(builtIn.filter { !$0.path.hasPrefix("trees/") }).library?.reference() ?? Library.Reference()

    /// The built-in files together with layers of others, checked by every rule.
    static func lint(
        _ own: [[SourceFile]], beforeUse: Bool = false
    ) -> (library: Library?, diagnostics: [Diagnostic]) {
        Linter.run(
            layers: [builtIn] + own, catalogue: ProbeRegistry.catalogue, vocabulary: CauseVocabulary.ids,
            beforeUse: beforeUse)
    }

    /// The file that a tree was read from.
    static func text(of tree: Playbook) throws -> String {
        let path = tree.id.place.file
        return try (builtIn.first { $0.path == path } ?? file(path)).text
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
            let bytes = try FileReader.readRegular(path)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw ValidationError("\(path): is no text in UTF-8")
            }
            return SourceFile(path: path, text: text)
        } catch let error as FileError {
            throw ValidationError("\(path): \(error)")
        }
    }
}
