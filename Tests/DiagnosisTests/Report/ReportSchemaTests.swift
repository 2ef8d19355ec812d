import Diagnosis
import Foundation
import TestSupport
import Testing

/// `sipdiag schema report` holds for every report, and refuses what is none.
@Suite struct ReportSchemaTests {
    static let recorded =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
        .filter { $0.hasSuffix(".json") }.sorted() ?? []
    private static let folder = Golden.fixtures.appending(path: "Reports")

    @Test(arguments: recorded)
    func fitsWhatIsRecorded(report: String) throws {
        #expect(try JSONSchema.report.get().problems(in: Golden.read("Reports/\(report)")) == [])
    }

    @Test func thereAreRecordedReports() { #expect(Self.recorded.count > 10) }

    @Test(arguments: ["plain", "masked"])
    func fitsEachEvent(events: String) throws {
        let lines = try Golden.read("Events/\(events).ndjson").split(separator: UInt8(ascii: "\n"))
        #expect(lines.count > 5)
        for line in lines { #expect(try JSONSchema.report.get().problems(in: line) == []) }
    }

    @Test func fitsManyReports() throws {
        let report = try Report.decode(Golden.read("Reports/why-udp-blocked.json"))
        let reports = Reports(
            [
                Reports.Entry(
                    name: "trunk", subject: "sip:a@example.com", report: report, verdict: .critical,
                    remark: "3 times in a row", isNews: true),
                Reports.Entry(
                    name: "rest", subject: "example.com", report: nil, verdict: .ok,
                    earlier: .init(
                        line: "OK", command: "options", transport: "udp", at: Timestamp(millisecondsSince1970: 0)),
                    isNews: false),
            ], durationMs: 1)
        #expect(try JSONSchema.report.get().problems(in: reports.encoded().utf8) == [])
    }

    @Test func fitsBadUsage() throws {
        #expect(try JSONSchema.report.get().problems(in: Array(UsageError("no such option").encoded().utf8)) == [])
    }

    @Test(arguments: [
        ("\"verdict\": \"critical\"", "\"verdict\": \"bad\"", ".verdict: "),
        ("\"verdict\": \"critical\"", "\"verdict\": \"ok\"", ".exit_code: 2"),
        ("\"exit_code\": 2", "\"exit_code\": 130", ".exit_code: 130"),
        ("\"command\": \"why\"", "\"comand\": \"why\"", ".command: is missing"),
        ("\"command\": \"why\"", "\"command\": \"\"", ".command: \"\""),
        ("\"id\": \"net.udp-blocked\"", "\"id\": \"udp\"", ".causes[0].id: "),
        ("\"owner\": \"network\"", "\"owner\": \"me\"", ".causes[0].owner: "),
        ("\"duration_ms\": 2140", "\"duration_ms\": -1", ".duration_ms: -1"),
        ("\"duration_ms\": 2140", "\"duration_ms\": 0.5", ".duration_ms: 0.5"),
        ("2026-11-22T20:12:00.000Z", "2026-11-22 20:12", ".started_at: "),
        ("\"direction\": \"sent\"", "\"direction\": \"sent\", \"bytes\": \"AA==\"", ".messages[0]: "),
        ("\"direction\": \"sent\"", "\"direction\": \"sent\", \"colour\": 1", ".messages[0].colour: is not in the"),
    ])
    func refuses(right: String, wrong: String, complaint: String) throws {
        let report = String(decoding: try Golden.read("Reports/why-udp-blocked.json"), as: UTF8.self)
        let place = try #require(report.firstRange(of: right))
        let problems = try JSONSchema.report.get().problems(in: report.replacingCharacters(in: place, with: wrong).utf8)
        #expect(problems.contains { $0.hasPrefix(complaint) }, "\(problems)")
    }
}
