package import Diagnosis

/// The catalogue row of `status.page`.
extension StatusProbe {
    package static let definition = TestDefinition(
        "status.page", "Reads the provider's status pages (--status-url) and weighs whether they concern voice.",
        outcomes: [
            .init("operational", "the page says that all works; this never clears the provider", status: .pass),
            .init("degraded", "the page admits to degraded performance", status: .warn),
            .init("outage", "the page admits to an outage", status: .fail),
            .init("maintenance", "the page reports maintenance under way", status: .warn),
            .init("unreadable", "the page could not be fetched or understood", .notMeasured, status: .unknown),
            .init("not_configured", "no status page was named (--status-url)", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("url", .text, "the address that was read"),
            .init("family", .text, "what kind of page it is"),
            .init(
                "voice", .flag, "whether what it reports covers voice",
                setWhen: ["operational", "degraded", "outage", "maintenance"]),
            .init("incidents", .list, "open incidents and maintenance, each with its state and window"),
            .init("components", .list, "components that are not operational"),
            .init("updated", .text, "when the page was updated, as it says"),
            .init("age_min", .number, "how long ago that was, in minutes; pages lag 10 to 60 minutes behind"),
            .init("why", .text, "why the page could not be read", setWhen: ["unreadable"]),
            .init("steps", .list, "every question to DNS about their hosts, with its answer"),
            .init("pages", .list, "every page asked, with its verdict"),
        ])
}
