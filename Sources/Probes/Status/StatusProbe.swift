import Diagnosis
import Net

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
        // The worst that is said counts; what could not be read says nothing.
        let decisive = pages.max { $0.weight < $1.weight } ?? pages[0]
        var measurement = decisive.measurement
        measurement.facts["pages"] = .list(pages.map(\.words))
        return measurement
    }

    private struct Page: Sendable {
        var url: HTTPURL
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
                "incidents": .list(report.incidents.map { "\($0.name) (\($0.status))" }),
                "components": .list(report.affected.map { "\($0.name): \($0.level)" }),
            ]
            facts["updated"] = report.updated.map { .text($0) }
            return facts
        }
    }

    /// The page itself, then the places where the known families keep their data; a page for people counts only where
    /// there is nothing better.
    @NetActor
    private static func read(_ url: HTTPURL, in context: ProbeContext) async -> Page {
        let fetch = HTTPFetch(in: context)
        var first: FetchProblem?
        var forPeople: Page?
        for candidate in StatusPage.candidates(for: url) {
            do throws(FetchProblem) {
                let (response, source) = try await fetch.get(candidate)
                guard response.status == 200 else {
                    throw FetchProblem(description: "\(source) answers \(response.status) \(response.reason)")
                }
                switch StatusPage.read(body: response.body, contentType: response.header("Content-Type"), url: source) {
                case .read(let report) where report.family != .html: return Page(url: source, result: .success(report))
                case .read(let report): forPeople = forPeople ?? Page(url: source, result: .success(report))
                case .unreadable(let reason): throw FetchProblem(description: "\(reason)")
                }
            } catch {
                first = first ?? error
                // What does not answer at all will not answer for another path either.
                guard error.isAnswer else { break }
            }
        }
        let problem = first ?? FetchProblem(description: "nothing could be read")
        return forPeople ?? Page(url: url, result: .failure(problem))
    }
}

extension StatusReport {
    /// Whether what the page reports covers voice.
    fileprivate var coversVoice: Bool { voice != .operational }

    /// The level that counts: of voice where voice is affected, else of the whole.
    fileprivate var told: StatusLevel { coversVoice ? voice : overall }
}
