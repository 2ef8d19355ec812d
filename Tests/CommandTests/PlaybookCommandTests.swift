import Foundation
import TestSupport
import Testing

/// `sipdiag playbook list`, `show`, `graph` and `new`.
@ReportThread
@Suite struct PlaybookCommandTests {
    @Test func theListFitsATerminal() throws {
        let list = try Program.run("playbook", "list")
        #expect(list.status == 0 && list.lines.allSatisfy { $0.count <= 80 })
        #expect(list.lines.contains { $0.hasPrefix("sip-408  ") })
    }

    @Test(arguments: ["beside-alg", "port-language"])
    func aTreeIsToldAsRecorded(_ id: String) throws {
        let tree = try Program.run("playbook", "show", id)
        #expect(tree.status == 0 && tree.lines.allSatisfy { $0.count <= 80 })
        try Golden.expect(tree.output, at: "Graph/\(id).txt")
    }

    @Test func theFileCanBeCopied() throws {
        let file = Golden.fixtures.appending(path: "../../Playbooks/trees/sip-408.yaml")
        #expect(
            try Program.run("playbook", "show", "sip-408", "--yaml").output == String(contentsOf: file, encoding: .utf8)
        )
    }

    @Test(arguments: [["graph"], ["show"], ["show", "--yaml"]])
    func anIDThatIsNoneIsTold(_ command: [String]) throws {
        let run = try Program.run(["playbook"] + command + ["sip-48"])
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.errors.contains("there is no playbook “sip-48”; did you mean sip-408?"))
    }

    @Test(arguments: [("mermaid", "---\ntitle: \"sip-404: "), ("dot", "digraph \"sip-404\" {"), ("svg", "<svg xmlns=")])
    func eachPictureIsDrawn(_ format: String, _ start: String) throws {
        let run = try Program.run("playbook", "graph", "sip-404", "--format", format)
        #expect(run.status == 0 && run.output.hasPrefix(start))
    }

    @Test(arguments: [["--code", "699"], ["--symptom", "no-dial-tone"], []])
    func aNewTreeIsSound(_ occasion: [String]) throws {
        let folder = try Folder()
        let new = try Program.run(["playbook", "new", "acme", "--output", "\(folder.path)/own"] + occasion)
        #expect(new.status == 0 && new.output.contains("acme.yaml (the tree)"), "\(new.errors)")
        let lint = try Program.run("playbook", "lint", "\(folder.path)/own")
        #expect(lint.status == 0, "\(lint.output)")
        let test = try Program.run("playbook", "test", "--playbooks", "\(folder.path)/own")
        #expect(test.status == 0 && test.output.hasSuffix(" 0 failed\n"), "\(test.output)")
        if let word = occasion.last {
            let why = try Program.run("why", word, "--no-input", "--playbooks", "\(folder.path)/own")
            #expect(why.status != 64, "\(why.errors)")
        }
    }

    @Test func nothingIsOverwritten() throws {
        let folder = try Folder()
        let mine = try folder.file("acme-fixtures.yaml", "mine")
        let new = try Program.run("playbook", "new", "acme", "--output", folder.path)
        #expect(new.status == 64 && new.errors.contains("acme-fixtures.yaml is there already, and is left as it is"))
        #expect(try String(contentsOfFile: mine, encoding: .utf8) == "mine")
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/acme.yaml"))
    }

    @Test(arguments: [
        (["sip-408"], "there is a playbook “sip-408” already"), (["../acme"], "must begin with a small letter"),
        (["acme", "--code", "200"], "--code 200: "),
        (["acme", "--code", "699", "--symptom", "x"], "takes one of them"),
        (["acme", "--symptom", "a b"], "\"a b\" must begin"), (["acme", "--output", "/dev/null"], "/dev/null: "),
    ])
    func whatCannotBeWrittenIsTold(_ arguments: [String], _ told: String) throws {
        let run = try Program.run(["playbook", "new"] + arguments)
        #expect(run.status == 64 && run.output.isEmpty && run.errors.contains(told), "\(run.errors)")
    }
}
