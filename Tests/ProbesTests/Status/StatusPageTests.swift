import Foundation
import Probes
import Testing

func statusFixture(_ name: String) throws -> [UInt8] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: tests.appendingPathComponent("Fixtures/Status/\(name)")))
}

func readStatus(_ body: [UInt8], url: String = "https://status.example.com/") throws -> StatusReading {
    StatusPage.read(body: body, contentType: "text/html; charset=utf-8", url: try HTTPURL(url))
}

func statusReport(_ body: [UInt8]) throws -> StatusReport {
    let reading = try readStatus(body)
    guard case .read(let report) = reading else { throw Unread(reading: reading) }
    return report
}

struct Unread: Error {
    let reading: StatusReading
}

struct StatusPageTests {
    struct Case: CustomTestStringConvertible {
        let file: String
        let family: StatusFamily
        let overall: StatusLevel
        let voice: StatusLevel
        let basis: StatusReport.Basis
        var incidents: [String] = []
        var affected: [String] = []
        var updated: String?
        var testDescription: String { file }
    }

    static let cases = [
        Case(
            file: "statuspage-status-github-ok.json", family: .statuspage, overall: .operational, voice: .operational,
            basis: .notAffected, updated: "2023-09-26T07:51:43.965Z"),
        Case(
            file: "statuspage-summary-docs-major.json", family: .statuspage, overall: .outage, voice: .outage,
            basis: .unnamed,
            incidents: [
                "Unplanned Database Outage", "Network Maintenance (No Interruption Expected)", "Web Tier Recycle",
            ], affected: ["API", "Management Portal"], updated: "2022-09-05T08:07:25Z"),
        Case(
            file: "instatus-summary-up-with-open-incident.json", family: .instatus, overall: .degraded,
            voice: .operational, basis: .notAffected,
            incidents: ["Delays and failures in Follow to DM on Instagram"]),
        Case(
            file: "betterstack-index-degraded.json", family: .betterStack, overall: .degraded, voice: .degraded,
            basis: .noVoiceComponent, affected: ["Tesla Fleet API (Europe & Middle East)"]),
        Case(
            file: "cachet-components-v1.json", family: .cachet, overall: .operational, voice: .operational,
            basis: .notAffected, updated: "2015-07-24 14:42:10"),
        Case(
            file: "own-voice-outage.json", family: .statuspage, overall: .outage, voice: .outage, basis: .named,
            incidents: ["Registrations failing in Frankfurt"], affected: ["SIP Trunking / Frankfurt"],
            updated: "2026-11-22T20:00:00Z"),
        Case(
            file: "own-sms-outage.json", family: .statuspage, overall: .outage, voice: .operational,
            basis: .notAffected, incidents: ["SMS delivery delays"], affected: ["SMS dashboard"],
            updated: "2026-11-22T20:00:00Z"),
        Case(
            file: "own-maintenance-now.json", family: .statuspage, overall: .maintenance, voice: .maintenance,
            basis: .named, incidents: ["SBC software upgrade"], affected: ["Voice"]),
        Case(
            file: "own-maintenance-future.json", family: .statuspage, overall: .operational, voice: .operational,
            basis: .notAffected, incidents: ["SIP proxy upgrade"]),
        Case(
            file: "own-aggregate-only.json", family: .statuspage, overall: .outage, voice: .outage, basis: .unnamed),
        Case(
            file: "own-incidentio-empty-components.json", family: .incidentIO, overall: .outage, voice: .outage,
            basis: .unnamed, incidents: ["Something is wrong"], updated: "2026-11-22T20:00:00Z"),
        Case(
            file: "own-monitoring-green.json", family: .statuspage, overall: .operational, voice: .operational,
            basis: .notAffected, incidents: ["Inbound calls failing"]),
        Case(
            file: "own-instatus-voice.json", family: .instatus, overall: .outage, voice: .outage, basis: .named,
            incidents: ["Outbound calls drop", "Database"]),
        Case(
            file: "own-checkly.json", family: .checkly, overall: .degraded, voice: .degraded, basis: .named,
            incidents: ["Voice gateway slow"]),
        Case(
            file: "own-betterstack-report.json", family: .betterStack, overall: .outage, voice: .outage,
            basis: .named, incidents: ["Gateway A unreachable", "Telephony upgrade"],
            affected: ["Telephony / Gateway A"], updated: "2026-11-22T20:00:00Z"),
        Case(
            file: "own-statuspage-operational.html", family: .html, overall: .operational, voice: .operational,
            basis: .notAffected),
        Case(
            file: "own-statuspage-incident.html", family: .html, overall: .outage, voice: .outage, basis: .named,
            incidents: ["Inbound calls fail & drop"], affected: ["Voice"]),
        Case(
            file: "own-description-operational.html", family: .html, overall: .operational, voice: .operational,
            basis: .notAffected),
        Case(
            file: "own-nextdata.html", family: .instatus, overall: .operational, voice: .operational,
            basis: .notAffected),
    ]

    @Test(arguments: cases)
    func reading(_ item: Case) throws {
        let report = try statusReport(statusFixture(item.file))
        #expect(report.family == item.family)
        #expect(report.overall == item.overall)
        #expect(report.voice == item.voice)
        #expect(report.basis == item.basis)
        #expect(report.incidents.map(\.name) == item.incidents)
        #expect(report.affected.map(\.name) == item.affected)
        #expect(report.updated == item.updated)
    }

    @Test(arguments: [
        ("own-marketing.html", StatusUnreadable.html),
        ("own-challenge.html", .botChallenge),
        ("own-s3-error.xml", .xml),
        ("uptimekuma-heartbeat-shape.json", .unknownJSON(message: nil)),
    ])
    func unreadableFiles(file: String, reason: StatusUnreadable) throws {
        #expect(try readStatus(statusFixture(file)) == .unreadable(reason))
    }

    @Test(arguments: [
        ("", StatusUnreadable.empty),
        (" \r\n", .empty),
        ("\u{feff}{}", .unknownJSON(message: nil)),
        ("{}", .unknownJSON(message: nil)),
        ("[]", .unknownJSON(message: nil)),
        (#"{"message":"Forbidden"}"#, .unknownJSON(message: "Forbidden")),
        (#"{"page":{"id":"x"},"status":{"indicator":"none"}"#, .invalidJSON),
        (String(repeating: "[", count: 100_000), .invalidJSON),
        (#"{"page":{"id":"x"},"status":{"indicator":null}}"#, .missingField("status.indicator")),
        (#"{"page":{"id":"x"},"status":{"indicator":"fine"}}"#, .unknownWord("fine")),
        (
            #"{"page":{},"status":{"indicator":"none"},"components":[{"name":"SIP","status":"wobbly"}]}"#,
            .unknownWord("wobbly")
        ),
        (#"{"page":{},"status":{"indicator":"none"},"components":[{"name":"SIP"}]}"#, .unknownWord("(none)")),
        (#"{"page":{"name":"x"}}"#, .missingField("page.status")),
        (#"{"page":{"status":"SIDEWAYS"}}"#, .unknownWord("SIDEWAYS")),
        (#"{"data":{"attributes":{}}}"#, .missingField("data.attributes.aggregate_state")),
        (#"{"data":[],"meta":{"pagination":{"total_pages":0}}}"#, .nothingListed),
        (#"{"data":[{"name":"a","status":1},{"name":"b"}]}"#, .missingField("data[].status")),
        (#"{"data":[{"name":"a","status":7}]}"#, .unknownWord("7")),
        (
            #"{"data":[{"name":"a","status":1}],"meta":{"pagination":{"total_pages":2}}}"#,
            .onlyFirstPage
        ),
        ("All Systems Operational", .unknownFormat(contentType: "text/html; charset=utf-8")),
        ("<html><title>All Systems Operational</title></html>", .html),
        ("<rss><channel></channel></rss>", .xml),
        ("<Error/>", .xml),
    ])
    func unreadable(body: String, reason: StatusUnreadable) throws {
        #expect(try readStatus(Array(body.utf8)) == .unreadable(reason))
        #expect(!reason.description.isEmpty)
    }

    @Test func anUnclaimedAddressIsNoStatusPage() throws {
        let body = try statusFixture("own-marketing.html")
        #expect(try readStatus(body, url: "https://example.statuspage.io/") == .unreadable(.unclaimed))
    }

    @Test(arguments: [
        (
            "https://status.example.com",
            [
                "/", "/api/v2/summary.json", "/summary.json", "/index.json", "/api/v1/components?per_page=200",
                "/summary",
            ]
        ),
        (
            "https://status.example.com/summary",
            ["/summary", "/api/v2/summary.json", "/summary.json", "/index.json", "/api/v1/components?per_page=200"]
        ),
        ("https://status.example.com/api/v2/status.json?x", ["/api/v2/status.json?x"]),
    ])
    func candidates(url: String, targets: [String]) throws {
        let candidates = StatusPage.candidates(for: try HTTPURL(url))
        #expect(candidates.map(\.target) == targets)
        #expect(Set(candidates.map(\.host)) == ["status.example.com"])
    }
}
