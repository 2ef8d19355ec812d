import Foundation
import TestSupport
import Testing

/// `--format ndjson`: what happens is told when it happens, and the last line says how it ended.
@CommandThread
@Suite struct EventStreamTests {
    private func events(_ output: String) throws -> [[String: Any]] {
        try output.split(separator: "\n").map { line in
            #expect(try JSONSchema.report.get().problems(in: line.utf8) == [])
            return try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func types(_ events: [[String: Any]]) -> [String] { events.compactMap { $0["type"] as? String } }

    @Test(arguments: [
        ("options", "healthy", Int32(0)), ("why", "udp-dead", 2), ("why", "code-404", 2), ("status", "status-green", 0),
    ])
    func aRunIsToldStepByStep(_ row: (command: String, fault: String, status: Int32)) throws {
        let run = try Program.run(row.command, "--lab", row.fault, "--format", "ndjson")
        #expect(run.status == row.status && run.errors.isEmpty)
        let events = try events(run.output)
        #expect(types(events).first == "version" && types(events).last == "verdict")
        #expect(Set(types(events)) == ["version", "step_started", "step_finished", "verdict"])
        #expect(events.allSatisfy { ($0["at"] as? String)?.hasSuffix("Z") == true })
        var running: [String] = []
        var finished: Set<String> = []
        for event in events {
            guard let id = event["id"] as? String else { continue }
            if event["type"] as? String == "step_started" {
                running.append(id)
            } else {
                #expect(running.contains(id), "\(id) ends before it begins")
                finished.insert(id)
            }
        }
        let last = try #require(events.last)
        let report = try #require(last["report"] as? [String: Any])
        #expect(last["exit_code"] as? Int32 == row.status)
        let causes = report["causes"] as? [[String: Any]] ?? []
        #expect(last["causes"] as? [String] == causes.compactMap { $0["id"] as? String })
        let found = (report["findings"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        #expect(Set(found).subtracting(finished).isSubset(of: ["call", "target"]))
    }

    @Test func messagesAreToldWhenAskedFor() throws {
        let events = try events(try Program.run("options", "--lab", "healthy", "--format", "ndjson", "-v").output)
        let messages = events.filter { $0["type"] as? String == "message" }
        #expect(messages.compactMap { $0["direction"] as? String } == ["sent", "received"])
    }

    /// A reader sees the step while it runs; Ctrl-C still brings a last line.
    @Test func theReaderOfAPipeSeesTheStepsWhileTheyRun() throws {
        let folder = try Folder()
        let pipe = try NamedPipe(in: folder.path)
        let listener = Listener()
        let program = try Program(
            ["options", "127.0.0.1:\(listener.port)", "--timeout", "20s", "--format", "ndjson"], output: pipe.path)
        let early = pipe.shows(until: "\"sip.options\"")
        #expect(
            try types(events(String(early.prefix(upTo: early.lastIndex(of: "\n") ?? early.endIndex)))).last
                == "step_started")
        kill(program.process, SIGINT)
        let late = pipe.shows(until: "\"type\": \"verdict\"")
        #expect(late.contains("\"exit_code\": 130"))
        #expect(try program.finish(within: 10).status == 130)
    }

    @Test func theDeadlineBringsTheVerdict() throws {
        let run = try Program.run(
            "why", "--lab", "silent", "--timeout", "20s", "--deadline", "500ms", "--format", "ndjson")
        let last = try #require(try events(run.output).last)
        #expect(run.status == 3 && last["type"] as? String == "verdict" && last["verdict"] as? String == "unknown")
    }

    @Test(arguments: [["options", "--format", "ndjson"], ["--format=ndjson", "options", "x", "--nonsense"]])
    func badUsageIsAnErrorEvent(arguments: [String]) throws {
        let run = try Program.run(arguments)
        let events = try events(run.output)
        #expect(run.status == 64 && types(events) == ["version", "error"])
        #expect(events.last?["exit_code"] as? Int == 64 && events.last?["message"] is String)
    }

    @Test func aPageIsAVerdictToo() throws {
        let events = try events(try Program.run("why", "488", "--format", "ndjson").output)
        #expect(types(events) == ["version", "verdict"])
        #expect((events.last?["report"] as? [String: Any])?["page"] != nil)
    }

    @Test func theMasksOfTheStreamAreThoseOfTheReport() throws {
        let run = try Program.run("why", "--lab", "code-404", "--format", "ndjson", "-v", "--redact", "numbers")
        #expect(!run.output.contains("bob"))
        let masks = Set(run.output.matches(of: /user-\d+/).map { String($0.output) })
        #expect(masks == ["user-1"])
    }

    @Test func aFileHoldsTheWholeStream() throws {
        let folder = try Folder()
        let run = try Program.run(
            "options", "--lab", "healthy", "--format", "ndjson", "--output", "\(folder.path)/events")
        #expect(run.output.isEmpty)
        let text = String(
            decoding: FileManager.default.contents(atPath: "\(folder.path)/events") ?? Data(), as: UTF8.self)
        let types = try types(events(text))
        #expect(types.first == "version" && types.contains("step_started") && types.last == "verdict")
    }
}
