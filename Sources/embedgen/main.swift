import FoundationEssentials

// Writes every YAML file below the playbook folder as a StaticString: no resource bundle to ship, no absolute
// path baked in, and cheap to compile (Bundle.module would pull in all of Foundation).
// Usage: embedgen FOLDER OUTPUT.swift

let folder = CommandLine.arguments[1]
let output = CommandLine.arguments[2]

var files: [(path: String, text: String)] = []
for kind in ["causes", "codes", "fixtures", "trees"] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)")) ?? []
    for name in names.sorted() where name.hasSuffix(".yaml") {
        let data = try Data(contentsOf: URL(filePath: "\(folder)/\(kind)/\(name)"))
        files.append(("\(kind)/\(name)", String(decoding: data, as: UTF8.self)))
    }
}

var source = "extension Playbooks {\n    static let embedded: [(path: StaticString, text: StaticString)] = [\n"
for file in files {
    source += "        (\"\(file.path)\", ###\"\"\"\n\(file.text)\n\"\"\"###),\n"
}
source += "    ]\n}\n"
try Data(source.utf8).write(to: URL(filePath: output))
