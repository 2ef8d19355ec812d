import Testing

/// The arrows of the architecture: which module may import which.
private let arrows: [String: Set<String>] = [
    "SIP": [],
    "STUN": [],
    "RTP": [],
    "DNS": ["CLDNS", "FoundationEssentials"],
    "TLS": ["COpenSSL", "FoundationEssentials"],
    "YAML": ["CYAML", "FoundationEssentials"],
    "Net": ["TLS", "CShims", "Glibc", "FoundationEssentials"],
    "Diagnosis": ["YAML", "FoundationEssentials"],
    "Probes": ["Diagnosis", "SIP", "STUN", "RTP", "DNS", "TLS", "Net", "FoundationEssentials"],
    "Capture": ["Diagnosis", "SIP", "CPcap", "FoundationEssentials"],
    "Lab": ["SIP", "STUN", "DNS", "TLS", "Net", "FoundationEssentials"],
    "Settings": ["YAML", "FoundationEssentials"],
    "Service": ["Probes", "Diagnosis", "Settings", "SIP", "Net", "FoundationEssentials"],
    "sipdiag": [
        "Service", "Probes", "Diagnosis", "Settings", "Capture", "Lab", "Playbooks", "Net", "ArgumentParser",
        "FoundationEssentials",
    ],
]

/// C targets, and the two that embed files: they have no Swift arrows.
private let outside: Set<String> = ["CLDNS", "COpenSSL", "CYAML", "CShims", "CPcap", "EmbedFiles", "embedgen"]

@Suite struct ArrowTests {
    @Test func everyModuleIsInTheTable() {
        let modules = Set(Tree.swiftFiles(below: "Sources").map { String($0.split(separator: "/")[1]) })
        #expect(modules.subtracting(outside).subtracting(arrows.keys) == [])
        #expect(modules.contains("SIP") && modules.contains("sipdiag"))
    }

    @Test(arguments: Tree.swiftFiles(below: "Sources"))
    func importsOnlyAlongTheArrows(file: String) {
        let module = String(file.split(separator: "/")[1])
        guard !outside.contains(module) else { return }
        let imported = Set(Tree.lines(file).compactMap(importedModule))
        #expect(imported.subtracting(arrows[module] ?? []) == [], "\(file) imports what no arrow allows")
    }

    @Test(arguments: [
        ("import Net", "Net"), ("package import SIP", "SIP"), ("private import struct Net.Endpoint", "Net"),
        ("@preconcurrency import CLDNS", "CLDNS"), ("@testable import Foundation", "Foundation"),
        ("// import Net", nil), ("let imported = 1", nil), ("important()", nil),
    ])
    func readsImports(line: String, module: String?) {
        #expect(importedModule(Substring(line)) == module)
    }
}

/// The module that a line imports, or nil.
private func importedModule(_ line: Substring) -> String? {
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor"]
    let modifiers: Set<Substring> = ["package", "public", "internal", "fileprivate", "private"]
    var words = line.split(separator: " ")[...]
    while let word = words.first, word.hasPrefix("@") || modifiers.contains(word) { words.removeFirst() }
    guard words.first == "import" else { return nil }
    words.removeFirst()
    if let kind = words.first, kinds.contains(kind) { words.removeFirst() }
    return words.first?.split(separator: ".").first.map(String.init)
}
