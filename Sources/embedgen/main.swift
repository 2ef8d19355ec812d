import FoundationEssentials

// Writes every YAML file below the playbook folder as a string literal: no resource bundle to ship, no absolute path
// baked in, read in place, and cheap to compile (Bundle.module would pull in all of Foundation).
// Usage: embedgen FOLDER OUTPUT.swift

let folder = CommandLine.arguments[1]
let output = CommandLine.arguments[2]

/// A literal that no text can end early: its fence is one `#` longer than any run of them in the text.
func literal(_ text: String) -> String {
    let longest = text.split { $0 != "#" }.map(\.count).max() ?? 0
    let fence = String(repeating: "#", count: longest + 1)
    return "\(fence)\"\"\"\n\(text)\n\"\"\"\(fence)"
}

var entries = ""
for kind in ["causes", "codes", "fixtures", "trees"] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)")) ?? []
    for name in names.sorted() where name.hasSuffix(".yaml") {
        let data = try Data(contentsOf: URL(filePath: "\(folder)/\(kind)/\(name)"))
        entries += "        (\(literal("\(kind)/\(name)")), \(literal(String(decoding: data, as: UTF8.self)))),\n"
    }
}
let source = "extension Playbooks {\n    static let embedded: [(path: String, text: String)] = [\n\(entries)    ]\n}\n"
try Data(source.utf8).write(to: URL(filePath: output))
