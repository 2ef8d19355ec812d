import YAML

/// One number of a report that monitoring draws, keeps and compares: a row of `Measure.all`.
package struct Measure: Sendable {
    package enum Unit: Sendable {
        case seconds, percent, count, days
    }

    /// Its name in performance data, and in thresholds.
    package var label: String
    /// What follows `sipdiag_probe_` in the name of its metric; nil where Prometheus gets something better.
    var metric: String?
    /// The metric's help.
    var help = ""
    package var unit: Unit
    /// Reports that could have it and have not say that it was not measured; others say nothing.
    var isExpected: @Sendable (Report) -> Bool = { _ in false }
    /// The most there can be.
    var maximum: @Sendable (Report) -> Double? = { _ in nil }
    /// In the unit; nil where it was not measured.
    package var value: @Sendable (Report) -> Double?

    package static func named(_ label: String) -> Measure? { all.first { $0.label == label } }
}

extension Measure.Unit {
    /// The unit of measurement in performance data.
    var symbol: String {
        switch self {
        case .seconds: "s"
        case .percent: "%"
        case .count, .days: ""
        }
    }

    /// A number as people write it.
    func number(_ text: Substring) -> Double? {
        let words: [(suffix: String, divisor: Double)] =
            switch self {
            case .seconds: [("ms", 1000), ("s", 1), ("", 1)]
            case .percent: [("%", 1), ("", 1)]
            case .count, .days: [("", 1)]
            }
        guard let word = words.first(where: { text.hasSuffix($0.suffix) }) else { return nil }
        return StrictNumber.read(String(text.dropLast(word.suffix.count))).map { $0 / word.divisor }
    }
}

/// A number without an exponent, with at most six decimals: what every parser of performance data and metrics reads.
func plainDecimal(_ value: Double) -> String {
    // A number out of a saved report may be anything.
    let millionths = Int64((min(max(value.isNaN ? 0 : value, -1e12), 1e12) * 1e6).rounded())
    let fraction = zeroPadded(millionths.magnitude % 1_000_000, digits: 6)
    let digits = fraction.prefix(fraction.count - fraction.reversed().prefix { $0 == "0" }.count)
    let whole = "\(millionths < 0 ? "-" : "")\(millionths.magnitude / 1_000_000)"
    return digits.isEmpty ? whole : "\(whole).\(digits)"
}
