import Foundation
import TestSupport
import Testing

/// The same run gives the same exit code in every format, and the JSON is the contract's.
@ReportThread
@Suite struct FormatTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var command: String
        var fault: String
        var status: Int32

        var arguments: [String] { [command, "--lab", fault] }
        var testDescription: String { "\(command) \(fault)" }
    }

    nonisolated static let rows = [
        Row(command: "why", fault: "healthy", status: 0),
        Row(command: "why", fault: "healthy-domain", status: 0),
        Row(command: "why", fault: "udp-dead", status: 2),
        Row(command: "why", fault: "silent", status: 2),
        Row(command: "why", fault: "stalled", status: 2),
        Row(command: "why", fault: "port-closed", status: 2),
        Row(command: "why", fault: "garbage", status: 2),
        Row(command: "why", fault: "hostile-text", status: 0),
        Row(command: "why", fault: "dns-nxdomain", status: 2),
        Row(command: "why", fault: "dns-servfail", status: 2),
        Row(command: "why", fault: "dns-dead-first-target", status: 1),
        Row(command: "why", fault: "nat-symmetric", status: 1),
        Row(command: "why", fault: "status-outage", status: 2),
        Row(command: "why", fault: "status-outage-beside", status: 1),
        Row(command: "why", fault: "unavailable", status: 2),
        Row(command: "why", fault: "code-401", status: 2),
        Row(command: "why", fault: "call-answered", status: 0),
        Row(command: "why", fault: "call-no-audio", status: 1),
        Row(command: "why", fault: "call-srtp-required", status: 2),
        Row(command: "invite", fault: "call-answered", status: 0),
        Row(command: "invite", fault: "call-rings", status: 0),
        Row(command: "invite", fault: "call-busy", status: 2),
        Row(command: "invite", fault: "call-moved", status: 0),
        Row(command: "invite", fault: "auth-bad-credentials", status: 2),
        Row(command: "register", fault: "auth-good", status: 0),
        Row(command: "register", fault: "auth-credentials-required", status: 2),
        Row(command: "options", fault: "unavailable", status: 1),
        Row(command: "options", fault: "code-401", status: 0),
        Row(command: "options", fault: "healthy", status: 0),
        Row(command: "options", fault: "dns-dead-first-target", status: 1),
        Row(command: "options", fault: "overloaded", status: 1),
        Row(command: "options", fault: "port-closed", status: 2),
        Row(command: "dns", fault: "healthy-domain", status: 0),
        Row(command: "dns", fault: "dns-refused", status: 2),
        Row(command: "reach", fault: "healthy", status: 0),
        Row(command: "reach", fault: "udp-dead", status: 2),
        Row(command: "nat", fault: "nat-ordinary", status: 0),
        Row(command: "nat", fault: "nat-symmetric", status: 1),
        Row(command: "nat", fault: "stun-silent", status: 3),
        Row(command: "status", fault: "status-green", status: 0),
        Row(command: "status", fault: "status-maintenance", status: 1),
        Row(command: "status", fault: "status-outage", status: 2),
        Row(command: "status", fault: "status-unreadable", status: 3),
    ]

    @Test(arguments: rows)
    func theExitCodeIsTheSameInEveryFormat(_ row: Row) throws {
        let text = try Program.run(row.arguments)
        #expect(text.status == row.status, "\(text.output)")
        #expect(text.errors.isEmpty)
        expectLeading(text, row)
        let json = try Program.run(row.arguments + ["--json"])
        #expect(json.status == row.status)
        #expect(json.errors.isEmpty)
        let document = try json.json()
        #expect(document["exit_code"] as? Int32 == row.status)
        #expect(document["command"] as? String == row.command)
        let quiet = try Program.run(row.arguments + ["--quiet"])
        #expect(quiet.status == row.status)
        #expect(quiet.output.isEmpty == (row.status == 0))
        #expect(quiet.lines.count <= 2)
    }

    /// The call's answer names what is allowed, the registration's is not asked for it.
    @Test(arguments: [("invite", "certain"), ("register", "likely")])
    func aRefusalHasItsCause(_ command: String, _ confidence: String) throws {
        let document = try Program.run(command, "--lab", "code-405", "--json").json()
        let causes = document["causes"] as? [[String: Any]] ?? []
        #expect(causes.first?["id"] as? String == "request.method-not-allowed")
        #expect(causes.first?["confidence"] as? String == confidence)
    }

    @Test func measurementsAreListedOnceAndInputsNotAtAll() throws {
        let text = try Program.run("why", "--lab", "udp-dead")
        let findings = text.lines.filter {
            $0.hasPrefix("  OK  ") || $0.hasPrefix("  FAIL  ") || $0.hasPrefix("  SKIP  ")
        }
        #expect(findings.count == 7, "\(findings)")
        #expect(Set(findings).count == 7)
        #expect(text.output.contains("7 measurements: 2 ok, 1 failed, 4 skipped"))
        #expect(!text.output.contains("Target 127."))
        let verbose = try Program.run("why", "--lab", "udp-dead", "-v")
        #expect(verbose.output.contains("Target 127."))
        #expect(verbose.output.contains("\nPath\n  sip-408: who-produced-it: "))
    }

    @Test func colourIsForTheEyeOnly() throws {
        let run = { try Program.run("why", "--lab", "dns-dead-first-target", "--color", $0).output }
        let (always, never, auto) = (try run("always"), try run("never"), try run("auto"))
        #expect(always.contains("\u{1B}[33mWARNING\u{1B}[0m"))
        #expect(!never.contains("\u{1B}") && !auto.contains("\u{1B}"))
    }

    @Test(arguments: [
        [], ["-v"], ["--trace"], ["--json"], ["--json", "--trace"], ["-q"], ["--color", "always", "-v", "--trace"],
    ])
    func hostileTextIsTamed(options: [String]) throws {
        for command in ["why", "options"] {
            let run = try Program.run([command, "--lab", "hostile-text"] + options)
            #expect(run.status == 0)
            expectTame(run, colours: options.contains("--color"))
        }
    }

    @Test func traceMarksWhatWasSentAndReceived() throws {
        let plain = try Program.run("options", "--lab", "healthy")
        #expect(!plain.output.contains("-> OPTIONS"))
        let lines = try Program.run("options", "--lab", "healthy", "--trace").lines
        let request = try #require(lines.firstIndex { $0.hasPrefix("-> OPTIONS sip:127.") && $0.hasSuffix(" SIP/2.0") })
        let response = try #require(lines.firstIndex(of: "<- SIP/2.0 200 OK"))
        #expect(request < response)
        #expect(lines[request - 1].hasPrefix("=== ") && lines[request - 1].contains(" sent udp "))
        #expect(lines[response - 1].hasPrefix("=== ") && lines[response - 1].contains(" received udp "))
        #expect(lines.contains { $0.hasPrefix("-> Via: SIP/2.0/UDP ") })
        #expect(lines.contains { $0.hasPrefix("<- Via: SIP/2.0/UDP ") })
    }

    /// The verdict comes first and the last line is enough alone; prose keeps to 80 columns.
    private func expectLeading(_ text: Finished, _ row: Row) {
        expectTame(text)
        let words = [("OK  ", "OK "), ("WARNING  ", "WARN "), ("CRITICAL  ", "FAIL "), ("UNKNOWN  ", "UNKNOWN ")]
        let (first, last) = words[Int(row.status)]
        #expect(text.lines.first?.hasPrefix(first) == true)
        #expect(text.lines.last?.hasPrefix(last) == true)
        #expect(text.lines.last?.contains(" - \(row.command) ") == true)
        #expect(text.lines.last?.dropFirst(last.count).hasPrefix("-") == false)
        // Only what is there to be copied may be longer.
        let long = text.lines.dropLast().filter { $0.count > 80 && !$0.contains("sipdiag ") }
        #expect(long == [])
    }
}
