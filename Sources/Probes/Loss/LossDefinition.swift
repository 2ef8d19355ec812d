package import Diagnosis

/// The catalogue row of `path.loss`.
extension LossProbe {
    package static let definition = TestDefinition(
        "path.loss", "Sends OPTIONS over UDP at an even pace, each once, and counts what comes back.",
        effects: [.slow],
        outcomes: [
            .init("clear", "every one was answered", status: .pass),
            .init("single", "one was not answered: chance, as a rule", status: .pass),
            .init("lossy", "several were not answered, here and there", status: .fail),
            .init(
                "fell_silent", "the server answered before, and from one request on no more", .absence, status: .fail),
        ] + TestDefinition.Outcome.noUDP + TestDefinition.Outcome.notRun,
        facts: [
            .init("remote", .text, "the address asked", setWhen: measured),
            .init("interval_ms", .number, "from one request to the next", setWhen: measured),
            .init("sent", .number, "requests sent", setWhen: measured),
            .init("answered", .number, "requests answered", setWhen: measured),
            .init("lost", .number, "requests without an answer", setWhen: measured),
            .init("lost_percent", .number, "their share", setWhen: measured),
            .init("longest_run", .number, "the longest series of them", setWhen: measured),
            .init("silent_at_end", .number, "requests since the last one that was answered", setWhen: measured),
            .init("duplicates", .number, "answers that came once more", setWhen: measured),
            .init("late", .number, "answers that took more than 500 ms", setWhen: measured),
            .init("rtt_ms", .number, "the median time to an answer"),
            .init("rtt_max_ms", .number, "the longest"),
            .init("jitter_ms", .number, "the mean difference of one such time to the next"),
            .init("answered_before", .number, "requests that the server has answered in this run", setWhen: measured),
        ])

    private static let measured = ["clear", "single", "lossy", "fell_silent"]
}
