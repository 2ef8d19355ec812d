/// What is known about a number: that it lies between two bounds.
struct NumberRange: Equatable {
    struct Bound: Equatable {
        var value: Double
        var isInside: Bool
    }

    /// Nil: no bound.
    var lower: Bound?
    var upper: Bound?

    func contains(_ number: Double) -> Bool {
        (lower.map { $0.value < number || ($0.isInside && $0.value == number) } ?? true)
            && (upper.map { number < $0.value || ($0.isInside && $0.value == number) } ?? true)
    }

    /// The part of the number line around a number in which no bound lies, or the number itself if it is a bound.
    init(around number: Double, between bounds: [Double]) {
        if bounds.contains(number) {
            lower = Bound(value: number, isInside: true)
            upper = lower
        } else {
            lower = bounds.last { $0 < number }.map { Bound(value: $0, isInside: false) }
            upper = bounds.first { $0 > number }.map { Bound(value: $0, isInside: false) }
        }
    }

    /// The smallest range that holds both.
    func joined(_ other: NumberRange) -> NumberRange {
        var range = self
        range.lower = lower.flatMap { own in other.lower.map { own.outer($0, isLower: true) } }
        range.upper = upper.flatMap { own in other.upper.map { own.outer($0, isLower: false) } }
        return range
    }

    /// What lies in both.
    func narrowed(_ other: NumberRange) -> NumberRange {
        var range = self
        range.lower = lower.map { own in other.lower.map { own.inner($0, isLower: true) } ?? own } ?? other.lower
        range.upper = upper.map { own in other.upper.map { own.inner($0, isLower: false) } ?? own } ?? other.upper
        return range
    }

    var isEmpty: Bool {
        guard let lower, let upper else { return false }
        return lower.value > upper.value || (lower.value == upper.value && !(lower.isInside && upper.isInside))
    }

    var bounds: [Double] { [lower, upper].compactMap { $0?.value } }
}

extension NumberRange.Bound {
    fileprivate func outer(_ other: Self, isLower: Bool) -> Self {
        if value == other.value { return Self(value: value, isInside: isInside || other.isInside) }
        return (value < other.value) == isLower ? self : other
    }

    fileprivate func inner(_ other: Self, isLower: Bool) -> Self {
        if value == other.value { return Self(value: value, isInside: isInside && other.isInside) }
        return (value < other.value) == isLower ? other : self
    }
}
