import Diagnosis
import FoundationEssentials
import Testing

/// One part of `Tests/Fixtures/Lint/passes.yaml`, for each rule in their order: `### PB0nn what passes`, the nodes of a tree,
/// then what else is needed. `### tree NAME` begins another tree, `### causes` and the like a file that has its own head.
struct NearMiss: Sendable, CustomTestStringConvertible {
    var name: String
    var files: [SourceFile] = []

    var testDescription: String { name }
    var isAboutFixtures: Bool { name.hasPrefix("PB09") }

    static let all: [NearMiss] = {
        let url = LintFixtureTests.folder.appending(path: "passes.yaml")
        var misses: [NearMiss] = []
        for line in ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n") {
            if line.hasPrefix("### PB") {
                misses.append(NearMiss(name: String(line.dropFirst(4)), files: [tree("tree")]))
            } else if line.hasPrefix("### tree ") {
                misses[misses.count - 1].files.append(tree(String(line.dropFirst(9))))
            } else if line.hasPrefix("### ") {
                misses[misses.count - 1].files.append(SourceFile(path: "\(line.dropFirst(4)).yaml", text: ""))
            } else if let files = misses.last?.files {
                misses[misses.count - 1].files[files.count - 1].text += line + "\n"
            }
        }
        for miss in misses.indices {
            for file in misses[miss].files.indices { complete(&misses[miss].files[file]) }
        }
        return misses
    }()

    private static func tree(_ id: String) -> SourceFile {
        SourceFile(path: "\(id).yaml", text: "schema: sipdiag/playbook/1\nid: \(id)\ntitle: A tree\ninputs: [call]\n")
    }

    private static func complete(_ file: inout SourceFile) {
        if file.text.hasPrefix("schema: sipdiag/playbook"), !file.text.contains("\nstart: ") {
            file.text += "start: first\n"
        }
    }
}
