/// The one sentence at the top of a report.
package enum Summary {
    /// Between what it is called and what was seen.
    static let separator = " — "

    /// - Parameter tried: what was asked and what came back.
    package static func sentence(tried: String, judgement: Judgement?, verdict: Verdict) -> String {
        guard let cause = judgement?.causes.first(where: { verdict == .critical || $0.confidence != .possible }) else {
            return tried
        }
        return verdict == .ok ? tried : cause.title + separator + tried
    }
}
