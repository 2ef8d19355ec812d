package import Diagnosis

/// The catalogue row of `path.size`.
extension SizeProbe {
    package static let definition = TestDefinition(
        "path.size", "Sends OPTIONS of growing size over UDP, past the MTU, as one packet and in fragments.",
        effects: [.slow],
        outcomes: [
            .init("clear", "every size is answered", status: .pass),
            .init("mtu_learned", "every size is answered, once a router had told its MTU by ICMP", status: .pass),
            .init("fragments_dropped", "what does not fit into one packet gets no answer", status: .fail),
            .init(
                "black_hole", "what fits here into one packet, and not on the whole path, gets no answer", status: .fail
            ),
            .init(
                "server_limit", "the server refuses requests above a size, or ignores them over TCP too", status: .warn),
            .init("too_large", "requests above a size get no answer over UDP, in whatever packets", status: .fail),
            .init("fell_silent", "the server answered before, and no size any more", .absence, status: .fail),
            .init("undecided", "the sizes that got no answer follow no rule: loss, as a rule", status: .unknown),
        ] + TestDefinition.Outcome.noUDP + TestDefinition.Outcome.notRun,
        facts: [
            .init("remote", .text, "the address asked", setWhen: measured),
            .init("sizes", .list, "every size with what became of it", setWhen: measured),
            .init("asked", .number, "requests sent, retransmissions aside", setWhen: measured),
            .init("resent", .number, "sizes that were answered only when they were sent again", setWhen: measured),
            .init("packet_bytes", .number, "the largest request that fits into one packet", setWhen: measured),
            .init("passes_bytes", .number, "the largest size up to which every one was answered"),
            .init("dies_from", .number, "the smallest size that was not", setWhen: limited),
            .init("dies_to", .number, "the largest size that got no answer"),
            .init("code", .number, "the code that refuses a size"),
            .init("limit", .word(["told", "silent"]), "how the server shows its limit", setWhen: ["server_limit"]),
            .init("tcp", .word(["answered", "refused", "silent", "unavailable"]), "what TCP makes of the same size"),
            .init("mtu", .number, "the path's MTU, as a router told it by ICMP", setWhen: ["mtu_learned"]),
            .init("mtu_from", .text, "that router"),
            .init("invite_bytes", .number, "the size of the INVITE, placed or to be placed"),
            .init(
                "invite", .word(["passes", "dies", "unknown"]), "what became of an OPTIONS of that size",
                setWhen: measured),
            .init("answered_before", .number, "requests that the server had answered before", setWhen: ["fell_silent"]),
        ])

    private static let limited = ["fragments_dropped", "black_hole", "server_limit", "too_large"]
    private static let measured = limited + ["clear", "mtu_learned", "fell_silent", "undecided"]
}
