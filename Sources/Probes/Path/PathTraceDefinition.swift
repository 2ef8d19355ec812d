package import Diagnosis

/// The catalogue row of `path.trace`.
extension PathTraceProbe {
    package static let definition = TestDefinition(
        "path.trace",
        "Sends SIP, and packets that differ from it in one thing, with hop limits that let them expire on the way.",
        parameters: [
            .init("transport", "over which transport", values: ["udp", "tcp"], default: "udp"),
            .init(
                "request", "OPTIONS; or an INVITE that cannot arrive, where OPTIONS is answered and a call is not",
                values: ["options", "invite"], default: "options"),
        ],
        outcomes: [
            .init("clear", "SIP (TCP: the connection request) reaches the target", status: .pass),
            .init("closed", "the target itself says that nothing listens", status: .pass),
            .init("refused", "a firewall refuses and says so by ICMP", status: .fail),
            .init(
                "unreachable", "a router says that it knows no way to the target", status: .fail,
                only: ["request": ["options"]]),
            .init(
                "port_blocked", "SIP stops where packets to another port go on", status: .fail,
                only: ["request": ["options"]]),
            .init("payload_blocked", "SIP stops where other bytes go on", status: .fail, only: ["transport": ["udp"]]),
            .init(
                "local_block", "TCP to the SIP port meets no router at all, to another port it does", status: .fail,
                only: ["transport": ["tcp"]]),
            .init(
                "all_blocked", "behind some hop nothing answers, whatever is sent", .absence, status: .warn,
                only: ["request": ["options"]]),
            .init("intercepted", "an answer came from nearer than the target is", status: .fail),
            .init(
                "reset_nearer", "a TCP reset came from nearer than the target is", status: .fail,
                only: ["transport": ["tcp"]]),
            .init("undecided", "no hop shows where", .absence, status: .unknown),
            .init("local", "the target is this host: there is no path", .notMeasured, status: .skip),
            .init("not_needed", "SIP is answered: nothing is to be looked for", .notMeasured, status: .skip),
            .init("no_route", "this host has no route to the address", status: .fail),
            .init("denied", "this host's own firewall refuses to send", status: .fail),
            .init("no_target", "there is no address to ask", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("transport", .word(["udp", "tcp"]), "the transport used", setWhen: asked),
            .init("remote", .text, "the address asked", setWhen: asked),
            .init("place", .text, "what became of SIP on the path, a clause", setWhen: asked),
            .init("series", .list, "what was sent, and who answered at which hop", setWhen: traced),
            .init("sent", .number, "packets sent", setWhen: traced),
            .init("near", .text, "the last hop that lets SIP pass, or this host", setWhen: traced),
            .init("near_hop", .number, "its number; 0 is this host", setWhen: traced),
            .init(
                "far", .text, "the first hop that other packets reach and SIP does not",
                setWhen: ["port_blocked", "payload_blocked", "local_block", "intercepted", "reset_nearer"]),
            .init("far_hop", .number, "its number"),
            .init(
                "at_end", .flag,
                "only the target itself is known to get more: it, or the way back, may be to blame as well",
                setWhen: ["port_blocked", "payload_blocked", "local_block"]),
            .init(
                "differs", .text, "what passes where SIP does not",
                setWhen: ["port_blocked", "payload_blocked", "local_block"]),
            .init("distance", .number, "hops to the target"),
            .init(
                "answered_at", .number, "the hop limit with which an answer came",
                setWhen: ["clear", "intercepted", "reset_nearer"]),
            .init("hops_short", .number, "by how many hops an answer came from nearer than the target"),
            .init("answer", .text, "the SIP answer to a packet of the trace"),
            .init("answer_nearer", .flag, "by its TTL the SIP answer came from nearer than the target's ICMP error"),
        ])

    /// The outcomes with packets.
    private static let traced = [
        "clear", "closed", "refused", "unreachable", "port_blocked", "payload_blocked", "local_block", "all_blocked",
        "intercepted",
        "reset_nearer", "undecided",
    ]
    private static let asked = traced + ["local", "not_needed", "no_route", "denied"]
}
