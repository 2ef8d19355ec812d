import Foundation
import TestSupport
import Testing

/// What support engineers ask (`what-people-ask.md`), each with the command that answers it and what it says.
@ReportThread
@Suite struct TwentyQuestionsTests {
    struct Question: Sendable, CustomTestStringConvertible {
        var number: Int
        var words: String
        /// As it is typed; `--lab` stands for the target.
        var command: String

        var testDescription: String { "\(number) \(words)" }
        var file: String { "Questions/\(number < 10 ? "0" : "")\(number).txt" }
        var isOffline: Bool { !command.contains("--lab") }
    }

    nonisolated static let questions = [
        (1, "I get 408: who sent it?", "why --lab request-timeout-received"),
        (2, "It works from home, and not here", "why --lab udp-dead"),
        (3, "Does a firewall block 5060, or is the provider down?", "reach --lab sip-dead"),
        (4, "480 or 408, what is the difference?", "why 480"),
        (5, "Endless 401, and the password is right!", "why --lab auth-nonce-not-shared"),
        (6, "403 Forbidden, and the provider says all is fine", "why --lab code-403"),
        (7, "All circuits are busy: what is the real code?", "invite --lab call-busy"),
        (8, "Should trunk B be used on this code?", "why 603"),
        (9, "One-way audio since we changed the firewall", "why one-way-audio"),
        (10, "Calls drop at 30 seconds", "why --lab call-ack-lost --talk 3s"),
        (11, "The provider says that it is our network", "why --lab udp-dead --format markdown"),
        (12, "Registration is OK, and no calls come in", "why no-inbound-calls"),
        (13, "OPTIONS gets 405: is the server up?", "options --lab code-405"),
        (14, "Is it the certificate of the TLS trunk?", "tls --lab tls-wrong-name"),
        (15, "SRV fail-over does not happen", "options --lab dns-dead-first-target"),
        (16, "I want it in a script, with one line", "options --lab unavailable -q"),
        (17, "I may not upload customers' captures", "why REPORT"),
        (18, "486 for every call", "why 486"),
        (19, "My test tool gets banned, or no answer", "why --lab banned"),
        (20, "603+, 608, spam: whom to call?", "why --lab code-608"),
    ].map { Question(number: $0.0, words: $0.1, command: $0.2) }

    /// Offline the whole page is compared; of a measurement the line that is enough alone, without what differs between
    /// two runs.
    @Test(arguments: questions)
    func isAnswered(_ question: Question) throws {
        let folder = try Folder()
        var arguments = question.command.split(separator: " ").map(String.init)
        if let place = arguments.firstIndex(of: "REPORT") {
            arguments[place] = try folder.file(
                "report.json", try Program.run("why", "--lab", "port-closed", "--json").output)
        }
        let run = try Program.run(arguments)
        let isPage = question.isOffline && question.number != 17
        let said = isPage ? run.output : Self.steady(run.lines.last { !$0.isEmpty } ?? "") + "\n"
        try Golden.expect("\(question.words)\n$ sipdiag \(question.command)\n\n\(said)", at: question.file)
        #expect(isPage ? run.status == 0 : run.status <= 2)
    }

    @Test func theTableIsTheREADMEs() throws {
        let rows = Self.questions.map { "| \($0.number) | \($0.words) | `sipdiag \($0.command)` |\n" }
        let table = "| | asked | answered by |\n|---|---|---|\n\(rows.joined())"
        let readme = Golden.fixtures.deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "README.md")
        #expect(try String(contentsOf: readme, encoding: .utf8).contains(table))
    }

    /// The line without loopback addresses and times.
    private static func steady(_ line: String) -> String {
        line.replacing(/127\.\d+\.\d+\.\d+(:\d+)?/, with: "ADDRESS").replacing(/\d+(\.\d+)? m?s\b/, with: "TIME")
    }
}
