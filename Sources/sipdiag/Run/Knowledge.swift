import ArgumentParser
import Diagnosis
import FoundationEssentials
import Net
import Playbooks

/// The playbooks in force.
enum Knowledge {
    static let builtIn = Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }

    /// The built-in files, and those of a folder that extend or replace them.
    /// - Throws: what is wrong with the person's files, each with its place.
    static func load(extra folder: String?) throws -> Library {
        let layers = [builtIn] + (try folder.map { [try files(in: $0)] } ?? [])
        let (library, diagnostics) = Library.load(layers: layers)
        guard let library else {
            throw ValidationError(
                "the playbooks cannot be used:\n" + diagnostics.map(\.rendered).joined(separator: "\n"))
        }
        return library
    }

    /// Every YAML file below a folder, by name.
    static func files(in folder: String) throws -> [SourceFile] {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            throw ValidationError("--playbooks \(folder): no such folder, or it cannot be read")
        }
        return try names.filter { $0.hasSuffix(".yaml") }.sorted().map { try file("\(folder)/\($0)") }
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
