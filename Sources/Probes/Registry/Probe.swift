package import Diagnosis
import Net

/// One measurement: a row of the catalogue, and the code that fills it in. A probe never throws: a failure is a fact.
protocol Probe: Sendable {
    static var definition: TestDefinition { get }

    /// Measures, and says what was found. Parameters come with their defaults filled in.
    @NetActor static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement
}

/// What a probe states; the registry makes a `Finding` of it.
package struct Measurement: Sendable {
    package var outcome: String
    /// One line for people.
    package var title: String
    package var facts: [String: Value]
    /// Nil: the status that the catalogue gives the outcome.
    package var status: Finding.Status?

    package init(_ outcome: String, _ title: String, _ facts: [String: Value] = [:], status: Finding.Status? = nil) {
        self.outcome = outcome
        self.title = title
        self.facts = facts
        self.status = status
    }
}

extension TestDefinition.Outcome {
    /// What every test may come to without having measured anything.
    static let notRun: [TestDefinition.Outcome] = [
        .init("skipped", "not run", .notMeasured, status: .skip),
        .init("error", "sipdiag could not run the test", .notMeasured, status: .unknown),
    ]
    /// What a test that is about UDP alone comes to where there is none to measure.
    static let noUDP: [TestDefinition.Outcome] = [
        .init("unanswered", "OPTIONS over UDP gets no answer at all", .notMeasured, status: .skip),
        .init("not_udp", "UDP was not asked for", .notMeasured, status: .skip),
    ]
}
