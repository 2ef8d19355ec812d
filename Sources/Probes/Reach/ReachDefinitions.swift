package import Diagnosis

/// What a port can do but answer.
private let unanswered: [TestDefinition.Outcome] =
    [
        .init("rejected", "a firewall refuses and says so by ICMP", status: .warn),
        .init("unreachable", "ICMP says that host or network cannot be reached", status: .fail),
        .init("timeout", "nothing came back", .absence, status: .warn),
        .init("no_route", "this host has no route to the address", status: .fail),
        .init("denied", "this host's own firewall refuses to send", status: .fail),
        .init("no_target", "there is no address to ask", .notMeasured, status: .skip),
    ] + TestDefinition.Outcome.notRun

/// The catalogue rows of the reachability tests.
extension ControlPortProbe {
    package static let definition = TestDefinition(
        "reach.udp_control", "Sends a datagram to UDP ports that nobody uses: a host that is alive says so by ICMP.",
        outcomes: [
            .init("alive", "the host itself says that nothing listens there", status: .pass)
        ] + unanswered,
        facts: [
            .init("remote", .text, "the address and ports asked"),
            .init("rtt_ms", .number, "time to the answer"),
            .init("offender", .text, "who sent the ICMP error"),
            .init("icmp", .text, "ICMP type/code and its meaning"),
        ])
}

extension TCPPortProbe {
    package static let definition = TestDefinition(
        "reach.tcp", "Connects to a TCP port of the first address and closes again.",
        parameters: [
            .init("port", "which port", values: ["sip", "sips", "https"], default: "sip")
        ],
        outcomes: [
            .init("open", "the connection is accepted", status: .pass),
            .init("refused", "the host answers with a reset: nothing listens", status: .warn),
        ] + unanswered,
        facts: [
            .init("remote", .text, "the address and port asked"),
            .init("connect_ms", .number, "time for the TCP handshake"),
            .init("syns", .number, "connection requests sent"),
            .init("offender", .text, "who sent the ICMP error"),
            .init("icmp", .text, "ICMP type/code and its meaning"),
        ])
}

extension CanaryProbe {
    package static let definition = TestDefinition(
        "reach.canary", "Sends OPTIONS to the comparison hosts that the person named (--canary).",
        outcomes: [
            .init("answered", "at least one of them answers", status: .pass),
            .init("silent", "none of them answers", .absence, status: .warn),
            .init("not_configured", "no comparison host was named", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("asked", .list, "the hosts asked, each with its verdict"),
            .init("answered_count", .number, "how many answered"),
        ])
}
