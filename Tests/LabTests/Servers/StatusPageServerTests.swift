import Diagnosis
import Lab
import Net
import Probes
import TestSupport
import Testing

@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(4)))
struct StatusPageServerTests {
    private func serve(_ page: StatusPagePlan, _ test: @NetActor (Endpoint) async throws -> Void) async throws {
        let endpoint = TestBlock().endpoint(80, port: 8060)
        let server = try StatusPageServer.start(StatusPageServer.Plan(endpoint, page), on: Client.network)
        defer { server.stop() }
        try await test(endpoint)
    }

    private func fetch(_ page: StatusPagePlan) async throws -> (HTTPResponse, HTTPURL) {
        var fetched: (HTTPResponse, HTTPURL)?
        try await serve(page) { endpoint in
            let url = try HTTPURL("http://\(endpoint)/api/v2/summary.json")
            var parser = HTTPResponseParser()
            parser.feed(try await Client.talk(HTTPRequest.get(url), to: endpoint))
            parser.finish()
            if case .done(let response) = parser.progress { fetched = (response, url) }
        }
        return try #require(fetched)
    }

    typealias Row = (name: String, page: StatusPagePlan, overall: StatusLevel, voice: StatusLevel)

    private nonisolated static let readable: [Row] = [
        ("green", Statuspage.green.page, .operational, .operational),
        ("voice outage", Statuspage.voiceOutage.page, .outage, .outage),
        ("SMS outage", Statuspage.smsOutage.page, .outage, .operational),
        ("voice maintenance", Statuspage.voiceMaintenance.page, .maintenance, .maintenance),
        ("HTML", .operationalHTML, .operational, .operational),
    ]

    @Test(arguments: readable)
    func pageIsUnderstood(_ row: Row) async throws {
        let (response, url) = try await fetch(row.page)
        #expect(response.status == 200)
        let reading = StatusPage.read(
            body: response.body, contentType: response.header("Content-Type"), url: url,
            now: Timestamp(millisecondsSince1970: 0))
        guard case .read(let report) = reading else {
            Issue.record("\(row.name): \(reading)")
            return
        }
        #expect(report.overall == row.overall)
        #expect(report.voice == row.voice)
        #expect(report.listsVoice == (report.family == .statuspage))
    }

    @Test(arguments: [StatusPagePlan.marketing, .brokenJSON])
    func pageIsNotUnderstood(_ page: StatusPagePlan) async throws {
        let (response, url) = try await fetch(page)
        #expect(response.status == 200)
        let now = Timestamp(millisecondsSince1970: 0)
        guard case .unreadable = StatusPage.read(body: response.body, contentType: nil, url: url, now: now) else {
            Issue.record("read")
            return
        }
    }

    @Test func serverError() async throws {
        #expect(try await fetch(.serverError).0.status == 500)
    }

    @Test func redirectLeadsToTheSamePage() async throws {
        let (response, _) = try await fetch(.redirectLoop)
        #expect(response.status == 302)
        #expect(response.redirect == "/again")
    }

    /// A client that has enough can leave.
    @Test func endlessPageGoesOn() async throws {
        try await serve(.endless) { endpoint in
            let request = HTTPRequest.get(try HTTPURL("http://\(endpoint)/"))
            let received = try await Client.talk(request, to: endpoint, atMost: 3 << 20)
            #expect(received.count >= 3 << 20)
        }
    }

    @Test func drippingPageComesByteByByte() async throws {
        let page = StatusPagePlan(contentType: "text/plain", body: .drip(Array("abc".utf8), everyMs: 5))
        let (response, _) = try await fetch(page)
        #expect(response.body == Array("abc".utf8))
    }

    @Test func headThatDoesNotEndIsRefused() async throws {
        try await serve(Statuspage.green.page) { endpoint in
            let received = try await Client.talk([UInt8](repeating: UInt8(ascii: "x"), count: 20 << 10), to: endpoint)
            #expect(received.isEmpty)
        }
    }
}
