package import Diagnosis

/// The catalogue row of `nat.lifetime`.
extension LifetimeProbe {
    package static let definition = TestDefinition(
        "nat.lifetime", "Makes UDP mappings, leaves them alone, and sees how long each one lives.", effects: [.slow],
        outcomes: [
            .init("short", "gone within 25 s, before the usual keep-alive", status: .warn),
            .init("limited", "gone after more than 25 s", status: .pass),
            .init("outlived", "there at every look within the run's time", status: .pass),
            .init("inconclusive", "the looks do not tell", status: .unknown),
            .init("timeout", "no server answers", .absence, status: .warn),
            .init("not_configured", "there is no server to ask", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init(
                "method", .word(LifetimeMethod.allCases.map(\.rawValue)), "how it was looked at", setWhen: looked),
            .init("server", .text, "the server that looked", setWhen: looked),
            .init("alive_s", .number, "the last look that found the mapping, seconds", setWhen: ["outlived"]),
            .init("lost_s", .number, "the first look that did not, seconds", setWhen: ["short", "limited"]),
            .init("keepalive_s", .number, "the keep-alive to set, seconds", setWhen: ["short", "limited", "outlived"]),
            .init("doubt", .text, "why it stays open"),
        ])

    private static let looked = ["short", "limited", "outlived", "inconclusive"]
}
