/// A length of time as people type it: `500ms`, `5s`, `2m`, `1h`; a bare number is seconds.
package enum LengthOfTime {
    /// What people wait for: a day at most, milliseconds.
    package static let patience = 1...86_400_000

    private static let units: [(suffix: String, milliseconds: Double)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("", 1000),
    ]

    /// - Returns: milliseconds.
    /// - Throws: how a length of time is written.
    package static func read(
        _ text: String, within range: ClosedRange<Int> = patience
    ) throws(ValueProblem) -> Int {
        // RFC 3261 17.1.1.2: timers B and F are 64 * T1 = 32 s.
        if text == "rfc" { return 32_000 }
        guard let unit = units.first(where: { text.hasSuffix($0.suffix) }),
            let number = Double(text.dropLast(unit.suffix.count)), number.isFinite
        else { throw ValueProblem("write a length of time: 500ms, 5s, 2m, or `rfc` for 32 s") }
        let total = (number * unit.milliseconds).rounded()
        guard total >= Double(range.lowerBound), total <= Double(range.upperBound) else {
            throw ValueProblem("write a length of time from \(words(range.lowerBound)) to \(words(range.upperBound))")
        }
        return Int(total)
    }

    private static func words(_ milliseconds: Int) -> String {
        switch milliseconds {
        case 86_400_000: "24 hours (1440m)"
        case 0: "0s"
        case let time where time % 3_600_000 == 0: "\(time / 3_600_000)h"
        case let time where time % 1000 == 0: "\(time / 1000)s"
        default: "\(milliseconds)ms"
        }
    }
}

/// Why a value cannot be used, and what to write instead.
package struct ValueProblem: Error, Equatable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }
}
