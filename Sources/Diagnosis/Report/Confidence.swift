/// How sure a cause is.
package enum Confidence: String, Sendable, CaseIterable {
    /// What was measured excludes every other cause in the catalogue.
    case certain
    /// The best explanation; it names its rivals.
    case likely
    /// It fits, and no measurement speaks for it over others.
    case possible
}
