import Foundation
import PackagePlugin

@main
struct EmbedFiles: BuildToolPlugin {
    /// The folders of each target whose files become part of the program.
    private static let folders = [
        "Playbooks": ["causes", "codes", "fixtures", "trees"],
        "sipdiag": ["Monitoring", "Schemas"],
    ]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = target.directoryURL
        let files = Self.folders[target.name, default: []].flatMap { folder in
            // A folder may be missing: git keeps no empty ones.
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
            return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted().map { "\(folder)/\($0)" }
        }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
        return [
            .buildCommand(
                displayName: "Embedding files in \(target.name)", executable: try context.tool(named: "embedgen").url,
                arguments: [output.path, root.path] + files, inputFiles: files.map { root.appending(path: $0) },
                outputFiles: [output])
        ]
    }
}
