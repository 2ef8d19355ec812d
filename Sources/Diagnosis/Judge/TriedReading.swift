/// What the verdict follows, out of the fact group `call`.
extension VerdictInput.Tried {
    /// What the request that a run is about came to.
    package init(call: Finding) {
        switch call.outcome {
        case "response" where call.facts["cancelled_by_us"] == .flag(true): self = .worked
        case "response":
            let code = call.number("code") ?? 0
            self = call.text("method") == "OPTIONS" ? .optionsAnswered(code) : .requestAnswered(code)
        case "unknown": self = .unfinished
        default: self = .failed
        }
    }
}
