/// What the verdict follows, out of the fact group `call`.
extension VerdictInput.Tried {
    /// What an OPTIONS request came to.
    package init(call: Finding) {
        switch call.outcome {
        case "response": self = .optionsAnswered(call.number("code") ?? 0)
        case "unknown": self = .unfinished
        default: self = .failed
        }
    }
}
