import FoundationEssentials

// Writes files as string literals: no resource bundle to ship, no absolute path baked in, read in place, and cheap to
// compile (Bundle.module would pull in all of Foundation).
// Usage: embedgen OUTPUT.swift FOLDER FILE…, each FILE relative to FOLDER

let output = CommandLine.arguments[1]
let folder = CommandLine.arguments[2]

/// A literal that no text can end early: its fence is one `#` longer than any run of them in the text.
func literal(_ text: String) -> String {
    let longest = text.split { $0 != "#" }.map(\.count).max() ?? 0
    let fence = String(repeating: "#", count: longest + 1)
    return "\(fence)\"\"\"\n\(text)\n\"\"\"\(fence)"
}

var entries = ""
for file in CommandLine.arguments.dropFirst(3) {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
    entries += "    (\(literal(file)), \(literal(String(decoding: data, as: UTF8.self)))),\n"
}
let source = "let embeddedFiles: [(path: String, text: String)] = [\n\(entries)]\n"
try Data(source.utf8).write(to: URL(filePath: output))
