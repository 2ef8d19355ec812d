/// The values that stand for all values of a fact: enough to take every branch of one node that can be taken.
enum FactPoints {
    /// A text that no playbook mentions.
    static let otherText = "\u{0}"

    /// - Parameters:
    ///   - words: what is left of an enum's words on the paths to here.
    static func points(_ type: FactType, words: Set<String>?, _ matchers: [Matcher]) -> [Value] {
        switch type {
        case .word(let all):
            all.filter { words?.contains($0) ?? true }.map(Value.text)
        case .flag:
            [.flag(true), .flag(false)]
        case .text:
            unique(matchers.flatMap(mentioned)).map(Value.text) + [.text(otherText)]
        case .list:
            unique(matchers.flatMap(mentioned)).map { Value.list([$0]) } + [.list([])]
        case .number:
            numbers(matchers).map(Value.number)
        }
    }

    private static func mentioned(_ matcher: Matcher) -> [String] {
        if case .contains(let part) = matcher { [part.value] } else { matcher.words.map(\.value) }
    }

    private static func unique(_ words: [String]) -> [String] {
        Array(Set(words)).sorted()
    }

    /// The points around each bound. Most numbers are counts, so a point below zero is taken only where a bound
    /// asks for it (`max: 0`, a negative bound).
    private static func numbers(_ matchers: [Matcher]) -> [Double] {
        var bounds: Set<Double> = [0]
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
        return points.filter { mayBeNegative || $0 >= 0 }.sorted()
    }
}
