package import Diagnosis

/// The catalogue row of `sip.invite`.
extension InviteProbe {
    package static let definition = TestDefinition(
        "sip.invite", "Places the call, and ends it again: at the first ringing answer, or after --ring and --talk.",
        effects: [.ringsPhone, .credentials],
        parameters: [
            .init(
                "offer", "the media offer: as given, or one that tells why an offer was refused",
                values: ["given", "plain", "sdes", "g711", "others"], default: "given")
        ],
        outcomes: [
            .init("answered", "somebody, or something, took the call", status: .pass),
            .init("ringing", "it rang or was making progress, and sipdiag cancelled the call", status: .pass),
            .init("unanswered", "it rang for as long as --ring, and nobody took the call", status: .fail),
            .init("response", "a final answer other than 2xx", status: .fail),
            .init("trying", "100 Trying, then nothing", status: .fail),
        ] + RequestRows.failures,
        facts: RequestRows.facts(answered: answered, asked: asked)
            + [
                .init(
                    "provisional", .word(["none", "trying", "ringing", "progress"]),
                    "the furthest provisional answer", setWhen: asked)
            ] + CallEvidence.facts)

    private static let answered = ["answered", "ringing", "unanswered", "response"]
    private static let asked = answered + ["trying"] + RequestRows.asked
}
