package import Diagnosis
import STUN

/// The catalogue row of `nat.behavior`.
extension BehaviorProbe {
    package static let definition = TestDefinition(
        "nat.behavior", "Asks a STUN server with two addresses how the NAT maps and whom it lets in (RFC 5780).",
        outcomes: [
            .init("no_nat", "the outside address is the local one", status: .pass),
            .init("endpoint_independent", "every destination sees the same mapping", status: .pass),
            .init("address_dependent", "each address sees another mapping", status: .warn),
            .init("port_dependent", "each address and port sees another mapping", status: .warn),
            .init("inconclusive", "the server does not show what it offers", status: .unknown),
            .init(
                "unsupported", "no server offers these tests, or none that can be believed", .notMeasured, status: .skip
            ),
            .init("timeout", "no STUN server answers", .absence, status: .warn),
            .init("not_configured", "no STUN server was named (--stun)", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("server", .text, "the server asked", setWhen: measured),
            .init("other", .text, "its second address and port", setWhen: measured),
            .init("local", .text, "the socket's own address", setWhen: measured),
            .init("mapped", .text, "the mapping that its first address saw", setWhen: measured),
            .init(
                "mapped_other", .text, "the mapping that its second address saw", setWhen: Array(measured.dropLast())),
            .init(
                "mapping", .word(BehaviorReport.Mapping.allCases.map(\.rawValue)), "how the NAT maps", setWhen: measured
            ),
            .init(
                "filtering", .word(FilteringBehavior.allCases.map(\.rawValue)), "whom it lets in", setWhen: measured),
            .init("hairpin", .flag, "a packet to our own outside address comes back in"),
            .init("payload_rewritten", .flag, "addresses inside the answers are rewritten: an ALG for all of UDP"),
            .init("consequence", .text, "what that means for calls", setWhen: measured),
            .init("doubts", .list, "why something stays open", setWhen: ["unsupported"]),
        ])

    private static let measured = [
        "no_nat", "endpoint_independent", "address_dependent", "port_dependent", "inconclusive",
    ]
}
