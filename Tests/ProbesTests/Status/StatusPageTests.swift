import Diagnosis
import Foundation
import Probes
import Testing

func statusFixture(_ name: String) throws -> [UInt8] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: tests.appendingPathComponent("Fixtures/Status/\(name)")))
}

func readStatus(
    _ body: [UInt8], url: String = "https://status.example.com/", at now: String = "2026-11-22T20:10:00Z"
) throws -> StatusReading {
    StatusPage.read(
        body: body, contentType: "text/html; charset=utf-8", url: try HTTPURL(url), now: try #require(Timestamp(now)))
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
        Case(
            file: "uptimekuma-heartbeat-shape.json", family: .uptimeKuma, overall: .outage, voice: .outage,
            basis: .noVoiceComponent, affected: ["monitor 1"], updated: "2026-09-01 10:01:00.000"),
        Case(
            file: "own-uptimekuma.json", family: .uptimeKuma, overall: .outage, voice: .outage, basis: .named,
            incidents: ["SIP proxy upgrade"], affected: ["Telephony / SBC 1"], updated: "2026-11-22 20:00:01.000"),
        Case(
            file: "own-statusio.json", family: .statusIO, overall: .outage, voice: .outage, basis: .named,
            incidents: ["Registrations fail", "Database move"], affected: ["SIP Trunking / Frankfurt"],
            updated: "2026-11-22T20:00:00.000Z"),
        Case(
            file: "own-slack.json", family: .slack, overall: .degraded, voice: .degraded, basis: .named,
            incidents: ["Huddles and calls drop"], updated: "2026-11-22T20:00:00-08:00"),
        Case(
            file: "own-heroku.json", family: .heroku, overall: .degraded, voice: .degraded, basis: .unnamed,
            incidents: ["Slow queries"], affected: ["Data"]),
        Case(
            file: "own-google.json", family: .google, overall: .degraded, voice: .degraded, basis: .named,
            incidents: ["Elevated latency of voice in europe-west3"], updated: "2026-11-22T20:00:00+00:00"),
        Case(
            file: "own-history-open.atom", family: .feed, overall: .degraded, voice: .degraded, basis: .named,
            incidents: ["Inbound calls fail"], updated: "2026-11-22T20:00:00Z"),
        Case(
            file: "own-history-resolved.rss", family: .feed, overall: .operational, voice: .operational,
            basis: .notAffected, updated: "Sun, 22 Nov 2026 20:00:00 +0000"),
        Case(
            file: "own-azure-empty.rss", family: .feed, overall: .operational, voice: .operational,
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
        ("own-history-unclear.rss", .unclearEntry("Something about SIP")),
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
        ("<rss><channel><title>Lab</title></channel></rss>", .nothingListed),
        (#"{"heartbeatList":{}}"#, .nothingListed),
        (#"{"heartbeatList":{"1":[]}}"#, .unknownWord("(none)")),
        (#"{"result":{"status_overall":{}}}"#, .missingField("status_overall.status_code")),
        (#"{"result":{"status_overall":{"status_code":700}}}"#, .unknownWord("700")),
        (#"{"active_incidents":[]}"#, .missingField("status")),
        (#"{"status":"active","active_incidents":[]}"#, .unknownWord("active")),
        (#"{"status":[{"system":"Apps","status":"purple"}]}"#, .unknownWord("purple")),
        (#"[{"external_desc":"x"}]"#, .missingField("[].begin")),
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
                "/summary", "/history.atom",
            ]
        ),
        (
            "https://status.example.com/summary",
            [
                "/summary", "/api/v2/summary.json", "/summary.json", "/index.json", "/api/v1/components?per_page=200",
                "/history.atom",
            ]
        ),
        ("https://status.example.com/api/v2/status.json?x", ["/api/v2/status.json?x"]),
        ("https://status.example.com/feed.rss", ["/feed.rss"]),
        ("https://status.example.com/api/status-page/heartbeat/lab", ["/api/status-page/heartbeat/lab"]),
    ])
    func candidates(url: String, targets: [String]) throws {
        let candidates = StatusPage.candidates(for: try HTTPURL(url))
        #expect(candidates.map(\.url.target) == targets)
        #expect(Set(candidates.map(\.url.host)) == ["status.example.com"])
    }

    /// Uptime Kuma keeps the states and the names apart.
    @Test func namesComeFromBesideTheStates() throws {
        let url = try HTTPURL("https://status.example.com/status/lab")
        let kuma = try #require(StatusPage.candidates(for: url).first { $0.names != nil })
        #expect(kuma.url.target == "/api/status-page/heartbeat/lab")
        #expect(kuma.names?.target == "/api/status-page/lab")
        let reading = StatusPage.read(
            body: Array(#"{"heartbeatList":{"7":[{"status":0}],"8":[{"status":1}]}}"#.utf8),
            names: Array(#"{"publicGroupList":[{"monitorList":[{"id":7,"name":"SMS"},{"id":8,"name":"SIP"}]}]}"#.utf8),
            contentType: nil, url: url, now: Timestamp(millisecondsSince1970: 0))
        guard case .read(let report) = reading else { throw Unread(reading: reading) }
        #expect(report.affected.map(\.name) == ["SMS"])
        #expect(report.voice == .operational)
    }

    /// The window decides, and not only the page's word.
    @Test(arguments: [
        ("2026-11-23T01:59:59Z", StatusLevel.operational), ("2026-11-23T02:00:00Z", .maintenance),
        ("2026-11-23T03:00:00Z", .operational),
    ])
    func maintenanceWindow(now: String, voice: StatusLevel) throws {
        let body = """
            {"page":{"id":"p"},"status":{"indicator":"none"},"scheduled_maintenances":[{"name":"SIP upgrade",
            "status":"scheduled","scheduled_for":"2026-11-23T03:00:00+01:00","scheduled_until":"2026-11-23T03:00:00Z"}]}
            """
        guard case .read(let report) = try readStatus(Array(body.utf8), at: now) else {
            throw Unread(reading: .unreadable(.empty))
        }
        #expect(report.voice == voice)
        #expect(report.incidents.map(\.name) == ["SIP upgrade"])
    }
}
