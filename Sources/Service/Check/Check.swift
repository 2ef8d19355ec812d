package import Diagnosis
package import Probes
import SIP

/// One check, ready to run.
package struct Check: Sendable {
    /// Unique among the checks of a run; the state remembers it by this name.
    package var name: String
    package var inquiry: Inquiry
    /// Nil for what is about no SIP server: a status page, the NAT alone.
    package var target: Target?
    package var settings: ProbeSettings
    /// The answers that count as ok; nil: the contract's.
    package var expected: ExpectedCodes?
    package var thresholds: [Threshold]
    package var expectation = Expectation()
    /// The least time between the beginnings of two runs, seconds; nil: whenever it is asked for.
    package var every: Int?
    /// How long after the beginning of the run it begins at the earliest, milliseconds.
    package var waitMs = 0

    package init(
        name: String, inquiry: Inquiry, target: Target? = nil, settings: ProbeSettings, expected: ExpectedCodes? = nil,
        thresholds: [Threshold] = [], every: Int? = nil
    ) {
        self.name = name
        self.inquiry = inquiry
        self.target = target
        self.settings = settings
        self.expected = expected
        self.thresholds = thresholds
        self.every = every
    }

    /// What it asks about, as it was written.
    var subject: String? { target?.text ?? settings.statusURLs.first.map { "\($0)" } }

    /// Whose servers are asked: as many checks of one host as it puts up with go on at once.
    var host: String {
        settings.proxy?.host.description ?? target?.host?.description ?? settings.statusURLs.first.map { "\($0)" }
            ?? ""
    }

    /// A check that is due so soon is waited for: cron begins its minutes some moments sooner or later, and would else find
    /// it not due every other time. Milliseconds.
    package var longestWaitMs: Int { min(15_000, 1000 * (every ?? 0) / 4) }
}
