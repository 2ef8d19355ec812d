import Diagnosis
import Net

/// The last results: a target is asked no oftener than its file says, however often it is scraped.
struct ExporterMemory: Sendable {
    private struct Entry: Sendable {
        var report: Report
        var at: Instant
    }

    private var entries: [String: Entry] = [:]
    /// Until when hosts have asked to be left alone.
    private var rests: [String: Instant] = [:]
    private let capacity: Int

    /// Whoever asks for more than that does not come again for it.
    private static let longestRestMs = 3_600_000

    init(capacity: Int) { self.capacity = capacity }

    func last(_ key: String) -> Report? { entries[key]?.report }

    /// How long it is until the target may be asked again, milliseconds.
    /// - Parameter every: seconds.
    func waitMs(_ key: String, host: String, every: Int, at now: Instant) -> Int {
        let due = entries[key].map { $0.at.adding(milliseconds: 1000 * every) }
        let end = [due, rests[host]].compactMap(\.self).max()
        return max(0, Int(end?.milliseconds(since: now) ?? 0))
    }

    /// - Parameters:
    ///   - restMs: how long the server wants to be left alone.
    ///   - now: when the measurement ended.
    mutating func note(_ report: Report, _ key: String, host: String, restMs: Int?, at now: Instant) {
        var report = report
        // What a scrape does not show is not kept.
        report.messages = []
        report.path = []
        let began = now.adding(milliseconds: -report.durationMs)
        if entries[key] == nil, entries.count >= capacity, let oldest = entries.min(by: { $0.value.at < $1.value.at }) {
            entries[oldest.key] = nil
        }
        entries[key] = Entry(report: report, at: began)
        rests = rests.filter { $0.value > now }
        if let restMs, restMs > 0 { rests[host] = now.adding(milliseconds: min(restMs, Self.longestRestMs)) }
    }
}
