/// What sipdiag said of one network.
struct FaultResult: Sendable {
    enum Mark: String, Sendable {
        case right
        /// The cause is first, and something else is not as it should be.
        case differs
        case notFirst = "not first"
        case wrong
        /// Not right, and known.
        case gap
        /// It could not be run.
        case failed
        case skipped
    }

    var fault: FaultCase
    var judgement: Judgement?
    var seconds = 0.0
    /// How many IP packets left the client.
    var packets = 0
    /// Why it could not be run.
    var error: String?
    var isSkipped = false

    var mark: Mark {
        guard judgement != nil else { return isSkipped ? .skipped : .failed }
        if complaint == nil { return .right }
        if fault.knownGap != nil { return .gap }
        if said == fault.expect.cause { return .differs }
        return fault.expect.cause.map { names($0) } == true ? .notFirst : .wrong
    }

    /// The first cause; on a healthy network one that is only possible is none.
    var first: Judgement.Cause? {
        judgement?.causes.first { !fault.isHealthy || $0.confidence != "possible" }
    }

    var said: String? { first?.id }

    /// It is sure of something that is not so.
    var isWrongAndCertain: Bool {
        let facts = [fault.expect.cause].compactMap { $0 } + fault.expect.also
        return judgement?.causes.contains { $0.confidence == "certain" && !facts.contains($0.id) } == true
    }

    var isFalseAlarm: Bool { fault.isHealthy && judgement != nil && first != nil }

    /// What is not as the file says, or nil.
    var complaint: String? {
        guard let judgement else { return error }
        let expect = fault.expect
        if said != expect.cause { return "expected \(expect.cause ?? "none")" }
        if let first, first.confidence != expect.confidence { return "expected \(expect.confidence)" }
        if judgement.exitCode != expect.exit { return "exit \(judgement.exitCode), expected \(expect.exit)" }
        if let missing = expect.also.first(where: { !names($0) }) { return "does not name \(missing)" }
        if let words = expect.because.first(where: { first?.because.contains($0) != true }) {
            return "because lacks “\(words)”: \(first?.because ?? "")"
        }
        return nil
    }

    private func names(_ cause: String) -> Bool { judgement?.causes.contains { $0.id == cause } == true }
}
