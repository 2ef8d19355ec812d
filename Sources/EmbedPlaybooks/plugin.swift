import Foundation
import PackagePlugin

@main
struct EmbedPlaybooks: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = target.directoryURL
        let kinds = ["causes", "codes", "fixtures", "trees"]
        let inputs = kinds.flatMap { kind in
            // A folder may be missing: git keeps no empty ones.
            let files = try? FileManager.default.contentsOfDirectory(
                at: folder.appending(path: kind), includingPropertiesForKeys: nil)
            return files?.filter { $0.pathExtension == "yaml" } ?? []
        }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedPlaybooks.swift")
        return [
            .buildCommand(
                displayName: "Embedding playbooks", executable: try context.tool(named: "embedgen").url,
                arguments: [folder.path, output.path], inputFiles: inputs, outputFiles: [output])
        ]
    }
}
