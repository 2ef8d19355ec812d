import YAML

/// What a branch asks of one fact. Words stay as written; a number is read strictly where the fact is a number.
package enum Matcher: Sendable, Equatable {
    case equals(Located<String>)
    case oneOf([Located<String>])
    /// min ≤ x < max
    case range(min: Located<Double>?, max: Located<Double>?)
    /// A part of the text, or of one item of a list, in whatever case.
    case contains(Located<String>)
    case present(Bool)
    /// Known, and none of these.
    case not([Located<String>])

    /// A fact that was not measured (nil) matches `{present: false}` only.
    package func matches(_ value: Value?) -> Bool {
        guard let value else { return self == .present(false) }
        return switch self {
        case .equals(let word): value.equals(word.value)
        case .oneOf(let words): words.contains { value.equals($0.value) }
        case .range(let min, let max): value.isWithin(min: min?.value, max: max?.value)
        case .contains(let part): value.contains(part.value.lowercased())
        case .present(let present): present
        case .not(let words): !words.contains { value.equals($0.value) }
        }
    }

    /// The words that the matcher compares whole values with.
    package var words: [Located<String>] {
        switch self {
        case .equals(let word): [word]
        case .oneOf(let words), .not(let words): words
        case .range, .contains, .present: []
        }
    }
}

extension Value {
    fileprivate func equals(_ word: String) -> Bool {
        switch self {
        case .text(let text): text == word
        case .number(let number): StrictNumber.read(word) == number
        case .flag(let flag): word == (flag ? "true" : "false")
        case .list: false
        }
    }

    fileprivate func isWithin(min: Double?, max: Double?) -> Bool {
        guard case .number(let number) = self else { return false }
        return min.map { $0 <= number } ?? true && max.map { number < $0 } ?? true
    }

    fileprivate func contains(_ lowercasedPart: String) -> Bool {
        switch self {
        case .text(let text): text.lowercased().contains(lowercasedPart)
        case .list(let items): items.contains { $0.lowercased().contains(lowercasedPart) }
        case .number, .flag: false
        }
    }
}
