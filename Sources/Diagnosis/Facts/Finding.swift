/// What one measurement found: the unit that probes state, playbooks judge and reports keep.
package struct Finding: Sendable, Equatable {
    /// How the measurement reads at a glance.
    package enum Status: String, Sendable, CaseIterable {
        case pass, warn, fail, skip, unknown
    }

    /// The test's name, with a qualifier where the test ran more than once (`sip.options.tcp`).
    package var id: String
    /// The name of the row in the test catalogue (`sip.options`).
    package var test: String
    /// The parameters that the test ran with, defaults included, as written in a playbook's `with`.
    package var parameters: [String: String]
    /// The name under which the walk stored it (`options_tcp`); nil while no playbook asked for it.
    package var alias: String?
    /// One of the test's outcome words.
    package var outcome: String
    package var status: Status
    /// One line for people.
    package var title: String
    package var facts: [String: Value]
    /// Milliseconds from the start of the command to the start of the measurement.
    package var startedMs: Int
    package var durationMs: Int

    package init(
        id: String, test: String, parameters: [String: String] = [:], alias: String? = nil, outcome: String,
        status: Status, title: String, facts: [String: Value] = [:], startedMs: Int = 0, durationMs: Int = 0
    ) {
        self.id = id
        self.test = test
        self.parameters = parameters
        self.alias = alias
        self.outcome = outcome
        self.status = status
        self.title = title
        self.facts = facts
        self.startedMs = startedMs
        self.durationMs = durationMs
    }
}
