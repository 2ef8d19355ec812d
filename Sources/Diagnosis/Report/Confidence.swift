/// How sure a cause is (contract, "The JSON report").
package enum Confidence: String, Sendable, CaseIterable, Comparable {
    /// It fits, and no measurement speaks for it over others.
    case possible
    /// The best explanation; it names its rivals.
    case likely
    /// What was measured excludes every other cause in the catalogue.
    case certain

    package static func < (left: Confidence, right: Confidence) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
