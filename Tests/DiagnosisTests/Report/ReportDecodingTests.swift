import Diagnosis
import TestSupport
import Testing

@Suite struct ReportDecodingTests {
    /// The example of the contract, as it stands there.
    static let contractExample = """
        {
          "schema": "sipdiag.report/1",
          "tool": {"name": "sipdiag", "version": "0.1.0"},
          "command": "why",
          "target": "sip:bob@example.com",
          "started_at": "2026-11-22T20:12:00.000Z",
          "duration_ms": 2140,
          "verdict": "critical",
          "exit_code": 2,
          "summary": "UDP to 203.0.113.10:5060 is dropped at or behind 198.51.100.1; TCP 5060 answers.",
          "outcome": {"kind": "timeout", "method": "INVITE", "transport": "udp", "remote": "203.0.113.10:5060"},
          "causes": [
            {"id": "net.udp-blocked", "confidence": "likely", "title": "UDP SIP is blocked on the path",
             "because": "OPTIONS over UDP gets no answer in 2 s.",
             "explanation": "…", "owner": "network", "evidence": ["sip.options.udp", "sip.options.tcp", "path.trace.udp"],
             "rules_out": ["net.host-unreachable", "dns.nxdomain"],
             "fix": ["Allow outbound UDP to 203.0.113.10 port 5060 …", "or use TCP: --transport tcp"],
             "verify": "sipdiag options sip:example.com --transport udp",
             "references": ["RFC 3261 §18"]}
          ],
          "findings": [
            {"id": "sip.options.udp", "test": "sip.options", "as": "options_udp", "outcome": "timeout", "status": "fail", "title": "…",
             "facts": {"transport": "udp", "tried_targets": 1}, "started_ms": 12, "duration_ms": 2000}
          ],
          "path": [{"playbook": "sip-408", "node": "options-udp", "result": "timeout", "next": "options-tcp"}],
          "open_questions": [{"id": "other_network", "question": "…", "choices": {"works": "…", "fails": "…", "unsure": "…"}}],
          "messages": [{"at_ms": 0, "direction": "sent", "transport": "udp", "local": "192.0.2.7:40212", "remote": "203.0.113.10:5060",
                        "start_line": "INVITE sip:bob@example.com SIP/2.0", "text": "…the whole message, secrets masked…"}]
        }
        """

    @Test func readsTheContractsExample() throws {
        let report = try Report.decode(Array(Self.contractExample.utf8))
        #expect(report.outcome == Outcome(.timeout, method: "INVITE", transport: "udp", remote: "203.0.113.10:5060"))
        #expect(report.causes.map(\.id) == ["net.udp-blocked"])
        #expect(report.causes.map(\.confidence) == [.likely])
        #expect(report.findings.first?.alias == "options_udp")
        #expect(report.findings.first?.facts == ["transport": .text("udp"), "tried_targets": .number(1)])
        #expect(report.openQuestions.first?.choices.map(\.id) == ["works", "fails", "unsure"])
        #expect(report.messages.first?.direction == .sent)
    }

    @Test func keepsTheContractsOrderOfKeys() throws {
        let document = try JSON.parse(Array(Self.contractExample.utf8))
        #expect(try Report.decode(Array(Self.contractExample.utf8)).json == document)
    }

    @Test func ignoresMembersOfLaterVersions() throws {
        let later = Self.contractExample.replacing(#""command": "why","#, with: #""command": "why", "later": [{}],"#)
            .replacing(#""as": "options_udp""#, with: #""colour": null, "as": "options_udp""#)
        #expect(try Report.decode(Array(later.utf8)) == Report.decode(Array(Self.contractExample.utf8)))
    }

    @Test(arguments: [
        ("", "line 1, column 1: the document ends too early"),
        ("{\n\"schema\": }", "line 2, column 11: a value is expected"),
        ("[]", "an object is expected, not a list"),
        ("{}", "schema: is missing"),
        (#"{"schema": 1}"#, "schema: a text is expected, not a number"),
        (#"{"schema": "sipdiag.report/2"}"#, #"schema: "sipdiag.report/1" is expected, not "sipdiag.report/2""#),
        (#"{"schema": "sipdiag.reports/1"}"#, #"schema: "sipdiag.report/1" is expected, not "sipdiag.reports/1""#),
        (#"{"schema": "\u001b[2J"}"#, #"schema: "sipdiag.report/1" is expected, not "\x1B[2J""#),
    ])
    func namesThePlace(document: String, message: String) {
        let problem = #expect(throws: ReportProblem.self) { try Report.decode(Array(document.utf8)) }
        #expect(problem?.description == message)
    }

    /// A part of the example, what stands there instead, and the complaint.
    @Test(arguments: [
        (#""verdict": "critical","#, "", "verdict: is missing"),
        (
            #""verdict": "critical""#, #""verdict": "bad""#,
            #"verdict: one of ok, warning, critical, unknown is expected, not "bad""#
        ),
        ("2140", "2140.5", "duration_ms: a whole number is expected, not a number"),
        ("2140", "1e300", "duration_ms: a whole number is expected, not a number"),
        ("2140", "9007199254740993", "duration_ms: a whole number is expected, not a number"),
        ("2140", "\"1\"", "duration_ms: a whole number is expected, not a text"),
        ("2140", "null", "duration_ms: is missing"),
        (
            "20:12:00.000Z", "25:12:00.000Z",
            #"started_at: a time like 2026-11-22T20:12:00.000Z is expected, not "2026-11-22T25:12:00.000Z""#
        ),
        (
            #""kind": "timeout""#, #""kind": "?""#,
            #"outcome.kind: one of response, timeout, dns, transport, tls, not-sip is expected, not "?""#
        ),
        (
            #""tried_targets": 1"#, #""tried_targets": {}"#,
            "findings[0].facts.tried_targets: a text, a number, true, false or a list of texts is expected, not an object"
        ),
        (
            #""tried_targets": 1"#, #""tried_targets": ["a", 1]"#,
            "findings[0].facts.tried_targets[1]: a text is expected, not a number"
        ),
        (#""works": "…""#, #""works": 1"#, "open_questions[0].choices.works: a text is expected, not a number"),
        (
            #""rules_out": ["net.host-unreachable","#, #""rules_out": [true,"#,
            "causes[0].rules_out[0]: a text is expected, not true or false"
        ),
        (#""text": "#, #""bytes": "#, "messages[0].bytes: Base64 is expected, not a text"),
        (#""text": "#, #""body": "#, "messages[0].text: is missing"),
        (#""playbook": "sip-408", "#, "", "path[0].playbook: is missing"),
    ])
    func namesTheMember(part: String, replacement: String, message: String) {
        let broken = Self.contractExample.replacing(part, with: replacement, maxReplacements: 1)
        #expect(broken != Self.contractExample)
        let problem = #expect(throws: ReportProblem.self) { try Report.decode(Array(broken.utf8)) }
        #expect(problem?.description == message)
    }

    /// Damaged files: whatever is still a report can be shown, and nothing unsafe comes out.
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func survivesDamage(seed: UInt64) throws {
        let original = try Golden.read("Reports/why-hostile.json")
        var random = seed
        func next(_ bound: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % bound
        }
        var readable = 0
        for _ in 0..<300 {
            var bytes = original
            for _ in 0...next(2) {
                let position = next(bytes.count)
                switch next(3) {
                case 0: bytes[position] = UInt8(next(256))
                case 1: bytes.remove(at: position)
                default: bytes.insert(bytes[next(bytes.count)], at: position)
                }
            }
            guard let report = try? Report.decode(bytes) else { continue }
            readable += 1
            let text = report.text(TextOptions(detail: .verbose, trace: true))
            #expect(text.unicodeScalars.allSatisfy { SafeText.isSafe($0) || $0 == "\n" })
        }
        #expect(readable > 0)
    }
}
