import Diagnosis
import Testing

@Suite struct ReportEncodingTests {
    static func report(_ findings: [Finding] = [], messages: [RecordedMessage] = []) -> Report {
        Report(
            tool: Report.Tool(version: "0.1.0"), command: "why", startedAt: Timestamp(millisecondsSince1970: 0),
            durationMs: 1, verdict: .ok, summary: "", findings: findings, messages: messages)
    }

    @Test func sortsFactsAndLeavesOutWhatIsNoNumber() throws {
        let finding = Finding(
            id: "a", test: "a", parameters: ["z": "1", "b": "2"], outcome: "ok", status: .pass, title: "",
            facts: ["z": .number(2), "a": .number(.nan), "b": .flag(false), "c": .list(["x"]), "d": .number(1.5)])
        let written = Self.report([finding]).json.compact
        #expect(written.contains(#""parameters": {"b": "2", "z": "1"}, "outcome""#))
        #expect(written.contains(#""facts": {"b": false, "c": ["x"], "d": 1.5, "z": 2}"#))
    }

    @Test func leavesOutWhatWasNotMeasured() throws {
        let written = Self.report([Finding(id: "a", test: "a", outcome: "ok", status: .pass, title: "")]).json.compact
        for key in ["target", "outcome\": {", "parameters", "\"as\"", "null"] { #expect(!written.contains(key)) }
    }

    @Test func writesACancelledCallAsTheContractSays() {
        var report = Self.report()
        report.outcome = Outcome(.response, code: 180, cancelledByUs: true)
        #expect(report.json.compact.contains(#""outcome": {"kind": "response", "code": 180, "cancelled_by_us": true}"#))
    }

    @Test(
        arguments: [
            (Array("SIP/2.0 200 OK\r\n\r\n".utf8), "SIP/2.0 200 OK", true),
            (Array("ACK sip:a SIP/2.0\n\n".utf8), "ACK sip:a SIP/2.0", true),
            ([0x41, 0xFF, 0x0D, 0x0A, 0x42], "A\\xFF", false),
            (Array("\r\n\r\n".utf8), "", true),
            ([], "", true),
        ] as [([UInt8], String, Bool)])
    func recordsBytesAsTheyAre(bytes: [UInt8], startLine: String, isText: Bool) throws {
        let message = RecordedMessage(
            atMs: 1, direction: .received, transport: "udp", local: "l", remote: "r", bytes: bytes)
        #expect(message.startLine == startLine)
        #expect(message.content == (isText ? .text(String(decoding: bytes, as: UTF8.self)) : .bytes(bytes)))
        let report = Self.report(messages: [message])
        #expect(try Report.decode(Array(report.encoded().utf8)) == report)
    }

    @Test func badUsageIsAnObjectWithError() {
        #expect(
            UsageError("unknown option \u{1B}").encoded() == """
                {
                  "schema": "sipdiag.report/1",
                  "error": {
                    "message": "unknown option \\u001b",
                    "exit_code": 64
                  }
                }

                """)
    }
}
