package import Diagnosis

/// The catalogue row of `nat.alg`.
extension ALGProbe {
    package static let definition = TestDefinition(
        "nat.alg",
        "Sends three OPTIONS from one socket that name their sender differently, and compares what comes back: a SIP ALG cannot treat all three alike.",
        parameters: [
            .init(
                "transport",
                "over which transport; `selected` is what RFC 3263 or --transport chose, `other` the other one of UDP and TCP",
                values: ["selected", "udp", "tcp", "other"], default: "selected"),
            .init(
                "source_port", "the local port in use, or 5060 as phones have it", values: ["same", "sip"],
                default: "same"),
            .init(
                "effort",
                "all three, or quick: none where OPTIONS is answered and names our outside address, one where there is no NAT",
                values: ["quick", "full"], default: "quick"),
        ],
        outcomes: [
            .init("rewritten", "addresses in messages are changed on the way: proof", status: .warn),
            .init("suspected", "strong signs of it, no proof", status: .warn),
            .init("clean", "a NAT, and no rewriting that comes back to the client", status: .pass),
            .init("no_nat", "the server sees this host's own address", status: .pass),
            .init("inconclusive", "the answers do not tell", status: .unknown),
            .init("unanswered", "none of the requests is answered", .absence, status: .skip),
            .init(
                "hidden", "the transport is encrypted or framed: nothing to read for an ALG", .notMeasured,
                status: .skip),
            .init("port_taken", "port 5060 of this host is in use", .notMeasured, status: .skip),
            .init(
                "no_target", "there is no address to ask, or the person wants another transport", .notMeasured,
                status: .skip),
            .init("cut", "the run ended before an answer could come", .notMeasured, status: .unknown),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("transport", .word(["udp", "tcp"]), "the transport used", setWhen: answered),
            .init("remote", .text, "the address asked", setWhen: answered),
            .init("local", .text, "the address asked from", setWhen: answered),
            .init("inside", .text, "what the answer says where our own address was named", setWhen: answered),
            .init("by_name", .text, "the same where a host name was named", setWhen: answered),
            .init("outside", .text, "the same where the address was named that the server sees"),
            .init("public", .text, "the address that the server sees, where it is not ours", setWhen: ["clean"]),
            .init("grade", .number, "of the best evidence: 1 to 3 proof, 4 and 5 strong", setWhen: found),
            .init("proof", .text, "the best evidence", setWhen: found),
            .init("evidence", .list, "all of it, each with its grade", setWhen: found),
        ])

    private static let found = ["rewritten", "suspected"]
    private static let answered = found + ["clean", "no_nat", "inconclusive"]
}
