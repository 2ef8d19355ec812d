import Foundation
import Testing

@Suite struct StyleTests {
    static let allSwift =
        ["Sources", "Tests", "Playbooks"].flatMap(Tree.swiftFiles).filter { !$0.contains("/.build/") } + [
            "Package.swift"
        ]

    @Test func noFileIsLongerThan400Lines() {
        let long = Self.allSwift.filter { Tree.lines($0).count > 401 }
        #expect(Self.allSwift.count > 50)
        #expect(long == [])
    }

    @Test func theTopLevelHoldsOnlyWhatItMay() {
        let allowed: Set<String> = [
            "Package.swift", "Package.resolved", "Sources", "Tests", "Playbooks", "README.md", "LICENSE",
        ]
        #expect(Set(Tree.topLevel).subtracting(allowed) == [])
    }

    @Test func playbooksHoldOneSwiftFile() {
        #expect(Tree.swiftFiles(below: "Playbooks") == ["Playbooks/Playbooks.swift"])
    }

    @Test func theFormatterFindsNothing() throws {
        let lint = Process()
        lint.executableURL = URL(filePath: "/usr/bin/env")
        lint.arguments = ["swift", "format", "lint", "--strict", "--parallel"] + Self.allSwift
        lint.currentDirectoryURL = Tree.root
        let output = Pipe()
        lint.standardError = output
        lint.standardOutput = output
        try lint.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        lint.waitUntilExit()
        #expect(lint.terminationStatus == 0, "\(said.prefix(4000))")
    }

    /// What the house rules forbid in program code; each has its reason in `architecture.md`.
    @Test(arguments: ["TODO", "FIXME", "XXX", "try!", " as! ", "fatalError(", "usleep(", "getaddrinfo("])
    func nothingForbiddenIsLeft(word: String) {
        let found = Tree.swiftFiles(below: "Sources").filter { Tree.text($0).contains(word) }
        #expect(found == [])
    }
}
