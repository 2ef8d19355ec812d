import DNS
import Diagnosis
import Net
import SIP

/// Reads the provider's status pages. "Could not understand" is never "operational", and green never clears the
/// provider (`network.md` 6).
package enum StatusProbe: Probe {
    private static let maximumPages = 4

    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        let urls = Array(context.settings.statusURLs.prefix(maximumPages))
        guard !urls.isEmpty else {
            return Measurement("not_configured", "Status page: none named (--status-url)")
        }
        let pages = await concurrently(urls) { await read($0, in: context) }
        let unasked = context.settings.statusURLs.dropFirst(maximumPages).map {
            "\($0): not asked, one run reads \(maximumPages)"
        }
        // The worst that is said counts; what could not be read says nothing.
        let decisive = pages.max { $0.weight < $1.weight } ?? pages[0]
        var measurement = decisive.measurement
        measurement.facts["pages"] = .list(pages.map(\.words) + unasked)
        let steps = await concurrently(urls) { await answers(about: $0, in: context) }.flatMap(\.self)
        if !steps.isEmpty { measurement.facts["steps"] = .list(steps) }
        return measurement
    }

    /// What DNS said of a page's host; all of it is known by now.
    @NetActor
    private static func answers(about url: HTTPURL, in context: ProbeContext) async -> [String] {
        guard let host = try? Host(url.host) else { return [] }
        let place = HostPort(host: host, port: url.port)
        return await context.locate(place, defaultPort: url.port).steps.map(\.description)
    }

    private struct Page: Sendable {
        var url: HTTPURL
        var now: Timestamp
        var result: Swift.Result<StatusReport, FetchProblem>

        var weight: Int {
            guard case .success(let report) = result else { return 0 }
            let levels = StatusLevel.allCases
            let level = levels.firstIndex(of: report.told) ?? 0
            return 1 + level + (report.coversVoice ? levels.count : 0)
        }

        var words: String {
            switch result {
            case .success(let report): "\(url): \(report.told)\(report.coversVoice ? ", voice" : "")"
            case .failure(let problem): "\(url): \(problem)"
            }
        }

        var measurement: Measurement {
            switch result {
            case .failure(let problem):
                return Measurement(
                    "unreadable", "Status page \(url): \(problem)",
                    ["url": .text("\(url)"), "why": .text("\(problem)")])
            case .success(let report):
                let scope = report.coversVoice ? "" : report.told == .operational ? "" : " (not of voice)"
                return Measurement(
                    report.told.rawValue, "Status page \(url) says: \(report.told)\(scope)", facts(of: report))
            }
        }

        private func facts(of report: StatusReport) -> [String: Value] {
            var facts: [String: Value] = [
                "url": .text("\(url)"),
                "family": .text(report.family.rawValue),
                "voice": .flag(report.coversVoice),
                "incidents": .list(report.incidents.map(\.words)),
                "components": .list(report.affected.map { "\($0.name): \($0.level)" }),
            ]
            facts["updated"] = report.updated.map { .text($0) }
            facts["age_min"] = report.updated.flatMap(PageTime.read).map {
                .number(max(0, now.millisecondsSince1970 - $0.millisecondsSince1970) / 60_000)
            }
            return facts
        }
    }

    /// The page itself, then the places where the known families keep their data; a page for people and a feed count
    /// only where there is nothing better.
    @NetActor
    private static func read(_ url: HTTPURL, in context: ProbeContext) async -> Page {
        let fetch = HTTPFetch(in: context)
        let now = Timestamp(millisecondsSince1970: Int(context.network.time.unixMilliseconds))
        var first: FetchProblem?
        var lesser: Page?
        for candidate in StatusPage.candidates(for: url) {
            do throws(FetchProblem) {
                let (response, source) = try await page(candidate.url, fetch)
                var names: [UInt8]?
                if let place = candidate.names { names = try? await page(place, fetch).0.body }
                let type = response.header("Content-Type")
                switch StatusPage.read(body: response.body, names: names, contentType: type, url: source, now: now) {
                case .read(let report):
                    let page = Page(url: source, now: now, result: .success(report))
                    guard report.family == .html || report.family == .feed else { return page }
                    lesser = lesser ?? page
                case .unreadable(let reason): throw FetchProblem(description: "\(reason)")
                }
            } catch {
                first = first ?? error
                // What does not answer at all will not answer for another path either.
                guard error.isAnswer else { break }
            }
        }
        let problem = first ?? FetchProblem(description: "nothing could be read")
        return lesser ?? Page(url: url, now: now, result: .failure(problem))
    }

    @NetActor
    private static func page(_ url: HTTPURL, _ fetch: HTTPFetch) async throws(FetchProblem) -> (HTTPResponse, HTTPURL) {
        let (response, source) = try await fetch.get(url)
        guard response.status == 200 else {
            throw FetchProblem(description: "\(source) answers \(response.status) \(response.reason)")
        }
        return (response, source)
    }
}

extension StatusIncident {
    /// Its name, and where it stands; a maintenance with its window.
    fileprivate var words: String {
        let window = [started.map { "from \($0)" }, ends.map { "until \($0)" }].compactMap { $0 }
        let detail = [status] + (kind == .maintenance ? window : [])
        return "\(name) (\(detail.filter { !$0.isEmpty }.joined(separator: ", ")))"
    }
}

extension StatusReport {
    /// Whether what the page reports covers voice.
    fileprivate var coversVoice: Bool { voice != .operational }

    /// The level that counts: of voice where voice is affected, else of the whole.
    fileprivate var told: StatusLevel { coversVoice ? voice : overall }
}
