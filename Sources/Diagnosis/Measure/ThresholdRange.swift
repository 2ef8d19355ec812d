import YAML

/// A range of the monitoring plugin guidelines, `[@][start:][end]`: it alerts outside of `start` to `end`, with `@` inside.
/// Both ends belong to it. `10` is `0:10`, `10:` has no end, and `~` is a start at minus infinity.
package struct ThresholdRange: Sendable, Equatable, CustomStringConvertible {
    /// Nil: minus infinity.
    package var start: Double?
    /// Nil: infinity.
    package var end: Double?
    package var alertsInside: Bool

    /// Nil where the text is no range; numbers may carry a word of the unit (`500ms`).
    package init?(_ text: String, in unit: Measure.Unit) {
        alertsInside = text.hasPrefix("@")
        let ends = text.dropFirst(alertsInside ? 1 : 0).split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(ends.count), ends.contains(where: { !$0.isEmpty }) else { return nil }
        (start, end) = (0, nil)
        if ends.count == 2, ends[0] == "~" {
            start = nil
        } else if ends.count == 2, !ends[0].isEmpty {
            guard let number = unit.number(ends[0]) else { return nil }
            start = number
        }
        if let last = ends.last, !last.isEmpty {
            guard let number = unit.number(last), number >= start ?? number else { return nil }
            end = number
        }
    }

    /// Alerts above.
    package init(upTo end: Double) {
        (start, self.end, alertsInside) = (0, end, false)
    }

    /// Alerts below.
    package init(from start: Double) {
        (self.start, end, alertsInside) = (start, nil, false)
    }

    package func alerts(at value: Double) -> Bool {
        let isInside = value >= start ?? -.infinity && value <= end ?? .infinity
        return isInside == alertsInside
    }

    /// Both ends written out, without units, as performance data want them.
    package var description: String {
        (alertsInside ? "@" : "") + (start.map(plainDecimal) ?? "~") + ":" + (end.map(plainDecimal) ?? "")
    }
}
