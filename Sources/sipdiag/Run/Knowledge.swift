import ArgumentParser
import Diagnosis
import FoundationEssentials
import Net
import Playbooks
import Probes

/// The playbooks in force.
enum Knowledge {
    static let builtIn = Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }

    /// The built-in files, and those that extend or replace them: of the system, of the person, and of the folder named.
    /// - Throws: what is wrong with the files of the folder named, each with its place.
    static func load(extra folder: String?) throws -> Library {
        // The built-in files are linted by the tests; a person's files are linted before use.
        let own = ownLayers()
        guard folder != nil || !own.isEmpty else { return outline }
        let (library, diagnostics) = lint(own + (try folder.map { [try files(in: $0)] } ?? []))
        guard var library, diagnostics.allSatisfy(\.rule.isAboutFixtures) else {
            throw ValidationError(
                "the playbooks cannot be used:\n" + diagnostics.map(\.rendered).joined(separator: "\n"))
        }
        library.version = "\(Playbooks.version)+own"
        return library
    }

    /// `/etc/sipdiag/playbooks`, then `$XDG_CONFIG_HOME/sipdiag/playbooks`. Nobody asked for them in this run: a folder with
    /// faults is told and left out, so that the tool stays of use.
    private static func ownLayers() -> [[SourceFile]] {
        let home = Environment.value("HOME").map { "\($0)/.config" }
        let settings = Environment.value("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home
        var layers: [[SourceFile]] = []
        for folder in ["/etc", settings].compactMap({ $0.map { "\($0)/sipdiag/playbooks" } }) {
            guard FileManager.default.fileExists(atPath: folder) else { continue }
            do {
                let files = try files(in: folder)
                if let first = lint(layers + [files]).diagnostics.first(where: { !$0.rule.isAboutFixtures }) {
                    throw ValidationError("\(first.rendered)\n`sipdiag playbook lint \(folder)` tells all")
                }
                layers.append(files)
            } catch {
                Output.write("sipdiag: \(folder) is left out: \(SafeText.safe("\(error)", for: .trace))\n", to: .error)
            }
        }
        return layers
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
    static func lint(_ own: [[SourceFile]]) -> (library: Library?, diagnostics: [Diagnostic]) {
        Linter.run(layers: [builtIn] + own, catalogue: ProbeRegistry.catalogue, vocabulary: CauseVocabulary.ids)
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
