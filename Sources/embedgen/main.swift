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

// FNV-1a over all of the files, in their order: tells two sets of files apart, and proves nothing.
var hash: UInt64 = 0xcbf2_9ce4_8422_2325
var entries = ""
for file in CommandLine.arguments.dropFirst(3) {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
    for byte in Array(file.utf8) + [0] + data + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    entries += "    (\(literal(file)), \(literal(String(decoding: data, as: UTF8.self)))),\n"
}
let version = String(hash >> 32 ^ hash & 0xFFFF_FFFF, radix: 16)
let padded = String(repeating: "0", count: 8 - version.count) + version
let source =
    "let embeddedVersion = \"\(padded)\"\nlet embeddedFiles: [(path: String, text: String)] = [\n\(entries)]\n"
try Data(source.utf8).write(to: URL(filePath: output))
