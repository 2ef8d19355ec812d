package import Diagnosis
import STUN

/// The catalogue row of `nat.mapping`.
extension MappingProbe {
    package static let definition = TestDefinition(
        "nat.mapping", "Asks STUN servers how the SIP socket's address looks from outside (RFC 8489, RFC 5780).",
        outcomes: [
            .init("no_nat", "the outside address is the local one", status: .pass),
            .init("one_server", "a NAT; one server alone cannot tell its mapping behaviour", status: .pass),
            .init("endpoint_independent", "every server sees the same mapping", status: .pass),
            .init("symmetric", "each server sees another port of the same address", status: .warn),
            .init("several_addresses", "servers see several public addresses", status: .warn),
            .init("timeout", "no STUN server answers", .absence, status: .warn),
            .init("not_configured", "no STUN server was named (--stun)", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("local", .text, "the SIP socket's own address", setWhen: mapped),
            .init("mapped", .list, "the address that each server saw", setWhen: mapped),
            .init("servers", .list, "the servers asked, each with its verdict", setWhen: mapped + ["timeout"]),
            .init("answered_count", .number, "how many answered"),
            .init("port_preserved", .flag, "the NAT kept the local port"),
            .init("inside", .list, "servers that saw a private address while others saw a public one"),
            .init("carrier_grade", .flag, "an outside address lies in 100.64.0.0/10 (RFC 6598)"),
            .init("carrier_grade_local", .flag, "the local address lies in 100.64.0.0/10"),
            .init(
                "via", .word(ViaComparison.allCases.map(\.rawValue)),
                "how the SIP server's view (Via received, rport) compares with it"),
            .init("consequence", .text, "what a difference between the two means for calls"),
        ])

    private static let mapped = [
        "no_nat", "one_server", "endpoint_independent", "symmetric", "several_addresses",
    ]
}
