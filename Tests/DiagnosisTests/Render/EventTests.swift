import Diagnosis
import TestSupport
import Testing

/// The lines of `--format ndjson`: one of each kind, as written and as masked.
@Suite struct EventTests {
    private static let finding = Finding(
        id: "sip.options.tcp", test: "sip.options", parameters: ["transport": "tcp"], outcome: "answered",
        status: .pass,
        title: "OPTIONS over TCP to 203.0.113.10:5060: 200 OK", facts: ["remote": .text("203.0.113.10:5060")],
        startedMs: 12, durationMs: 21)
    private static let message = RecordedMessage(
        atMs: 3, direction: .sent, transport: "tcp", local: "192.0.2.7:40212", remote: "203.0.113.10:5060",
        bytes: Array("OPTIONS sip:bob@203.0.113.10 SIP/2.0\r\n\r\n".utf8))
    private static let question = OpenQuestion(
        id: "other_network", question: "Does it work from another network?",
        choices: [.init("works", "It works there.")])

    private static func events() throws -> [Event] {
        let report = try Report.decode(try Golden.read("Reports/why-open-question.json"))
        return [
            .version(report.tool, command: "why", target: "bob@203.0.113.10"),
            .answer(id: "other_phone", "fails"),
            .stepStarted(id: "sip.options.tcp", TestRequest(test: "sip.options", parameters: ["transport": "tcp"])),
            .stepStarted(id: "nat.hops", TestRequest(test: "nat.hops")),
            .message(message), .stepFinished(finding), .question(question), .verdict(report),
            .error("bob: a line\nand another", exitCode: 64),
        ]
    }

    private static func lines(_ change: (Event) -> Event) throws -> String {
        try events().map { change($0).line(at: Timestamp(millisecondsSince1970: 0)) }.joined()
    }

    @Test func areWrittenAsRecorded() throws {
        let lines = try Self.lines { $0 }
        try Golden.expect(lines, at: "Events/plain.ndjson")
        #expect(lines.split(separator: "\n").count == 9)
    }

    @Test func areMaskedAlikeThroughout() throws {
        var redactor = Redactor(Set(Redaction.allCases))
        let lines = try Self.lines { $0.masked(&redactor) }
        try Golden.expect(lines, at: "Events/masked.ndjson")
        #expect(!lines.contains("bob") && !lines.contains("203.0.113."))
    }
}
