package import Diagnosis

/// The catalogue row of `nat.reflection`.
extension ReflectionProbe {
    package static let definition = TestDefinition(
        "nat.reflection",
        "Where the far end is `sipdiag reflect`: compares an OPTIONS and an INVITE as they were sent with what arrived.",
        parameters: [
            .init(
                "transport", "over which transport; `selected` is what RFC 3263 or --transport chose",
                values: ["selected", "udp", "tcp"], default: "selected"),
            .init(
                "methods", "an OPTIONS alone, or an INVITE too, in which alone SDP is rewritten",
                values: ["options", "all"], default: "options"),
        ],
        outcomes: [
            .init("intact", "every byte arrived as it was sent", status: .pass),
            .init("rewritten", "bytes were changed on the way", status: .warn),
            .init("forwarded", "a SIP proxy on the way has forwarded the request", status: .pass),
            .init("unanswered", "no reflection came back", .absence, status: .unknown),
            .init("not_reflector", "the far end does not reflect", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("transport", .word(["udp", "tcp", "tls", "ws", "wss"]), "the transport used", setWhen: compared),
            .init("remote", .text, "the far end", setWhen: compared),
            .init("local", .text, "the address sent from", setWhen: compared),
            .init("seen_as", .text, "the address that the far end saw (X-Src)"),
            .init("reflected", .list, "the methods whose requests came back", setWhen: compared),
            .init("difference_count", .number, "how many places differ", setWhen: compared),
            .init(
                "differences", .list,
                "each with its header, its byte (counted without X-Fill), what was sent and what arrived",
                setWhen: changed
            ),
            .init("proof", .text, "the first of them", setWhen: changed),
        ])

    private static let changed = ["rewritten", "forwarded"]
    private static let compared = changed + ["intact"]
}
