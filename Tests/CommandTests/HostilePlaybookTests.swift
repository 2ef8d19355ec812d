import Foundation
import Testing

/// Whatever lies in a folder of playbooks, sipdiag says what is wrong with it, and neither does what it says nor waits for it.
@Suite struct HostilePlaybookTests {
    /// A tree whose first node is this one.
    private static func tree(_ node: String) -> String {
        """
        schema: sipdiag/playbook/1
        id: own
        title: Our own
        inputs: [call]
        start: first
        nodes:
          first: \(node)
          leaf: {conclude: callee.busy, confidence: possible, because: So.}

        """
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        /// What the message says.
        var told: [String]

        init(_ description: String, _ text: String, _ told: String...) {
            (testDescription, self.text, self.told) = (description, text, told)
        }
    }

    static let texts = [
        Row("runs a command", tree("{run: rm -rf /}"), "own.yaml:7:3: error: ", "PB013"),
        Row(
            "names a program as test", tree("{test: /bin/sh, as: it, else: leaf}"), "there is no test \"/bin/sh\"",
            "PB020"),
        Row(
            "reads a file by a parameter", tree("{test: sip.options, as: it, with: {file: /etc/passwd}, else: leaf}"),
            "no parameter \"file\"", "PB021"),
        Row("reads a file by a tag", tree("!include /etc/passwd"), "own.yaml:7:10: error: ", "PB003"),
        Row(
            "names a host", tree("{test: sip.options, as: it, with: {transport: evil.example}, else: leaf}"),
            "transport is one of", "PB022"),
        Row(
            "names a host in a port", tree("{test: sip.options, as: it, with: {port: 192.0.2.1}, else: leaf}"), "PB022"),
        Row("repeats itself by aliases", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "PB003"),
        Row("is nested deeply", String(repeating: "[", count: 100_000), "PB004"),
        Row("is of ten megabytes", String(repeating: "# nothing\n", count: 1_000_000), "PB004"),
        Row("is larger than anybody reads", String(repeating: "# nothing\n", count: 2_000_000), "larger than"),
        Row("steers the terminal", tree("{conclude: \"\u{1B}[2J\", confidence: possible, because: So.}"), "PB004"),
        Row("is empty", "", "own.yaml:1:1: error: the file is empty", "PB001"),
        Row("goes in a circle", tree("{check: Who?, else: first}"), "PB061"),
        Row("includes itself", tree("{include: own}"), "PB036"),
    ]

    @Test(arguments: texts)
    func aTextIsRefused(_ row: Row) throws {
        let folder = try Folder()
        _ = try folder.file("own.yaml", row.text)
        try expectRefusal(of: folder, row.told)
    }

    @Test func aFileThatIsNoTextIsRefused() throws {
        let folder = try Folder()
        _ = try folder.file("own.yaml", [0xFF, 0xFE, 0x00])
        try expectRefusal(of: folder, ["own.yaml: is no text in UTF-8"])
    }

    @Test func aFolderWithTheNameOfAFileIsRefused() throws {
        let folder = try Folder()
        try folder.makeFolder("own.yaml")
        try expectRefusal(of: folder, ["own.yaml: is a directory"])
    }

    /// Nobody ever writes to the pipe.
    @Test func aPipeIsRefused() throws {
        let folder = try Folder()
        #expect(mkfifo("\(folder.path)/own.yaml", 0o600) == 0)
        try expectRefusal(of: folder, ["own.yaml: not a file, but a pipe"])
    }

    @Test func aDeviceThatNeverEndsIsRefused() throws {
        let folder = try Folder()
        #expect(symlink("/dev/zero", "\(folder.path)/own.yaml") == 0)
        try expectRefusal(of: folder, ["own.yaml: not a file, but a pipe, a socket or a device"])
    }

    @Test func linksInACircleAreRefused() throws {
        let folder = try Folder()
        #expect(symlink("own.yaml", "\(folder.path)/own.yaml") == 0)
        #expect(symlink(".", "\(folder.path)/deeper") == 0)
        try expectRefusal(of: folder, ["own.yaml: Too many levels of symbolic links"])
    }

    private func expectRefusal(of folder: Folder, _ told: [String], sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        let run = try Program.run("playbook", "list", "--playbooks", folder.path)
        #expect(run.status == 64 && run.output.isEmpty, sourceLocation: sourceLocation)
        for words in told {
            #expect(run.errors.contains(words), "\(run.errors.prefix(2_000))", sourceLocation: sourceLocation)
        }
        expectTame(run, sourceLocation: sourceLocation)
    }
}
