extension GuideStep {
    /// What `--answer` calls the consent.
    package static let consentID = "place_call"

    /// Asked before a call that the person did not ask for.
    /// - Parameters:
    ///   - callee: whose phone it is.
    ///   - ringMs: how long it may ring, milliseconds; 0: the call is taken back at the first ringing answer.
    ///   - login: the user whose credentials were given; nil without any.
    package static func consent(callee: String, ringMs: Int, login: String?) -> GuideStep {
        var sentences = ["Only a call tells more. May sipdiag call \(callee)?"]
        sentences.append(
            ringMs > 0
                ? "A phone may ring for up to \((ringMs + 999) / 1000) s."
                : "A phone may ring for a moment: the call is taken back at the first ringing answer.")
        if let login { sentences.append("It logs in as \(login); a refused login counts against the account.") }
        return GuideStep(
            id: consentID, question: sentences.joined(separator: " "),
            choices: [Choice("yes", "Yes, place the call"), Choice("no", "No, go by what was measured")],
            help: """
                What was measured so far rang nowhere. Whether a call is refused, and in which words, only a call shows: \
                the code, Reason and Warning of its answer, and what becomes of the login.
                """)
    }
}
