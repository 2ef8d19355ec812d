/// The value of one fact. Diagnosis knows no protocol: this is all it ever sees of a measurement.
package enum Value: Sendable, Hashable {
    /// A word out of a closed set, or free text (possibly from the network: print it only through `SafeText`).
    case text(String)
    /// A count, a duration in milliseconds, a code.
    case number(Double)
    case flag(Bool)
    case list([String])

    /// A whole number.
    package static func number(_ value: Int) -> Value { .number(Double(value)) }
}

/// What type of value a fact has.
package enum FactType: Sendable, Hashable {
    /// One of these words.
    case word([String])
    case text
    case number
    case flag
    case list
}

extension Value {
    /// The value as a text shows it. A `text` or `list` may come from the network: it is not made safe here.
    package var printed: String {
        switch self {
        case .text(let text): text
        case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
        case .flag(let flag): flag ? "true" : "false"
        case .list(let items): items.isEmpty ? "none" : items.joined(separator: ", ")
        }
    }
}
