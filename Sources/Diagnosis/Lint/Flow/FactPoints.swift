import YAML

/// One value of a fact that stands for many, and what is known once the fact has it.
struct FactPoint {
    /// Nil: not measured.
    var value: Value?
    var state: FactState

    static let absent = FactPoint(value: nil, state: FactState(mayBeSet: false))
}

/// The values that stand for all values of a fact: enough to take every branch of one node that can be taken.
enum FactPoints {
    /// A text that no playbook mentions.
    static let otherText = "\u{0}"

    /// - Parameter known: what the paths to here leave possible.
    static func points(_ type: FactType, _ known: FactState, _ matchers: [Matcher]) -> [FactPoint] {
        let isSet = FactState(mayBeAbsent: false)
        switch type {
        case .word(let all):
            return all.filter { known.words?.contains($0) ?? true }.map { word in
                FactPoint(value: .text(word), state: FactState(words: [word], mayBeAbsent: false))
            }
        case .flag:
            return [true, false].map { FactPoint(value: .flag($0), state: isSet) }
        case .text:
            return (mentioned(in: matchers) + [otherText]).map { FactPoint(value: .text($0), state: isSet) }
        case .list:
            return (mentioned(in: matchers).map { [$0] } + [[]]).map { FactPoint(value: .list($0), state: isSet) }
        case .number:
            return numbers(known.range, matchers)
        }
    }

    private static func mentioned(in matchers: [Matcher]) -> [String] {
        let words = matchers.flatMap { matcher in
            if case .contains(let part) = matcher { [part.value] } else { matcher.words.map(\.value) }
        }
        return Set(words).sorted()
    }

    /// The points around each bound. Most numbers are counts, so a point below zero is taken only where a bound
    /// asks for it (`max: 0`, a negative bound).
    private static func numbers(_ known: NumberRange?, _ matchers: [Matcher]) -> [FactPoint] {
        var bounds = Set([0] + (known?.bounds ?? []))
        var mayBeNegative = false
        for matcher in matchers {
            if case .range(let min, let max) = matcher {
                bounds.formUnion([min, max].compactMap { $0?.value })
                mayBeNegative = mayBeNegative || max.map { $0.value <= 0 } ?? false
            }
            bounds.formUnion(matcher.words.compactMap { StrictNumber.read($0.value) })
        }
        mayBeNegative = mayBeNegative || bounds.contains { $0 < 0 }
        let sorted = bounds.sorted()
        let isWhole = sorted.allSatisfy { $0 == $0.rounded() }
        var points = bounds.union(sorted.prefix(1).map { $0 - 1 }).union(sorted.suffix(1).map { $0 + 1 })
        for (low, high) in zip(sorted, sorted.dropFirst()) {
            points.formUnion(isWhole ? [low + 1, high - 1] : [(low + high) / 2])
        }
        return points.filter { (mayBeNegative || $0 >= 0) && known?.contains($0) ?? true }.sorted().map { point in
            let range = NumberRange(around: point, between: sorted)
            return FactPoint(value: .number(point), state: FactState(range: range, mayBeAbsent: false))
        }
    }
}
