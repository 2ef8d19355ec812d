import Foundation
import TestSupport
import Testing

/// `why report.json`: the same judgement again, and a clear word where the file is no report.
@ReportThread
@Suite struct SavedReportTests {
    @Test(arguments: ["healthy", "udp-dead", "dns-nxdomain", "ipv6-broken", "status-outage", "unavailable", "code-486"])
    func judgesTheSameAgain(fault: String) throws {
        let folder = try Folder()
        let file = "\(folder.path)/report.json"
        let first = try Program.run("why", "--lab", fault, "--json", "--output", file)
        #expect(first.output.isEmpty)
        let saved = try #require(FileManager.default.contents(atPath: file))
        let again = try Program.run("why", file, "--json")
        #expect(again.status == first.status)
        #expect(again.output == String(decoding: saved, as: UTF8.self))
        #expect(try Program.run("why", file, "-q").status == first.status)
    }

    nonisolated static let damaged: [(name: String, bytes: [UInt8], says: String)] = [
        ("empty", [], "line 1, column 1"),
        ("brace", Array("{\n".utf8), "line 2, column 1: a key in quotes is expected"),
        ("truncated", Array("{\"schema\": \"sipdiag.report/1\", \"tool\": {\"na".utf8), "line 1, column "),
        ("garbage", Array(0...255), "line 1, column 1"),
        ("deep", Array(repeating: UInt8(ascii: "["), count: 100_000), "nested deeper"),
        ("other", Array("{\"schema\": \"sipdiag.report/2\"}".utf8), "schema: \"sipdiag.report/1\" is expected"),
        ("list", Array("[1, 2]".utf8), "an object is expected"),
        ("escape", Array("{\"schema\u{1B}[2J\": 1}".utf8), "control character"),
        ("partial", Array("{\"schema\": \"sipdiag.report/1\"}".utf8), "tool: is missing"),
    ]

    @Test(arguments: damaged)
    func aFileThatIsNoReportIsTold(_ file: (name: String, bytes: [UInt8], says: String)) throws {
        let folder = try Folder()
        let run = try Program.run("why", try folder.file("\(file.name).json", file.bytes))
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("\(file.name).json is no report"))
        #expect(run.errors.contains(file.says), "\(run.errors)")
        #expect(!run.errors.contains("\u{1B}"))
    }

    @Test func anExitCodeThatDoesNotFitIsTold() throws {
        let folder = try Folder()
        let report = try Program.run("why", "--lab", "healthy", "--json").output
        let file = try folder.file("report.json", report.replacing("\"exit_code\": 0", with: "\"exit_code\": 77"))
        let run = try Program.run("why", file)
        #expect(run.status == 64)
        #expect(run.errors.contains("77"))
    }

    /// Every text of the report is an attack; none of it reaches the terminal, in any format.
    @Test(arguments: [[], ["-v", "--trace", "--ladder"], ["-q"], ["--json"], ["--color", "always", "-v"]])
    func hostileTextIsTamed(options: [String]) throws {
        let folder = try Folder()
        let attack = "\u{1B}]0;owned\u{07}\u{1B}[2J\u{202E}\r\nOK all is well"
        let report = try Program.run("why", "--lab", "udp-dead", "--json").json()
        let bytes = try JSONSerialization.data(withJSONObject: spoiled(report, with: attack))
        let run = try Program.run(["why", try folder.file("hostile.json", Array(bytes))] + options)
        #expect(run.status == 2)
        expectTame(run, colours: options.contains("--color"))
        #expect(!run.lines.contains { $0.hasPrefix("OK all is well") })
    }
}
