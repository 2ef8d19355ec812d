/// Something remarkable in the records of a domain, in words that name the record and what a phone does with it.
package struct Remark: Hashable, Sendable {
    package enum Severity: Hashable, Sendable {
        /// Against an RFC, or some phone fails by it.
        case defect
        /// Phones differ in what they do with it.
        case hint
        /// Worth knowing.
        case info
    }

    package let severity: Severity
    package let text: String

    package init(_ severity: Severity, _ text: String) {
        self.severity = severity
        self.text = text
    }
}
