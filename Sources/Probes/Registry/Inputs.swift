package import Diagnosis

/// The fact groups that exist before a walk begins: what happened, and to whom.
package enum Inputs {
    /// The call or request that failed or worked: stated by the command that placed it.
    package static let call = TestDefinition(
        "call", "The request whose fate is explained.",
        outcomes: [
            .init("response", "a server sent a final answer", status: .pass),
            .init("timeout", "no final answer came in time", .absence, status: .fail),
            .init("transport", "the request could not be sent, or the connection broke", status: .fail),
            .init("dns", "the name led to no address", status: .fail),
            .init("not_sip", "something answered that is no SIP response", status: .fail),
            .init("unknown", "seen elsewhere; not measured here", .notMeasured, status: .unknown),
        ],
        facts: [
            .init(
                "origin", .word(["remote", "local_timeout", "local_transport", "local_dns", "unknown"]),
                "who produced the result (RFC 3261 8.1.3.1)",
                setWhen: ["response", "timeout", "transport", "dns", "not_sip", "unknown"]),
            .init("method", .text, "the request's method", setWhen: ["response", "timeout", "transport", "not_sip"]),
            .init("code", .number, "status code of the final answer", setWhen: ["response"]),
            .init("reason", .text, "reason phrase of the final answer", setWhen: ["response"]),
            .init(
                "provisional", .word(["none", "trying", "ringing", "progress"]), "the furthest provisional answer",
                setWhen: ["response", "timeout", "transport", "dns", "not_sip", "unknown"]),
            .init("transport", .word(["udp", "tcp", "tls", "ws", "wss"]), "the transport that carried the request"),
            .init("remote", .text, "where the request went"),
            .init("local", .text, "where it was sent from"),
            .init("local_port", .number, "the port it was sent from"),
            .init("elapsed_ms", .number, "from the first byte sent to the result"),
            .init("retransmits", .number, "requests sent again"),
            .init("server", .text, "what the answer's Server or User-Agent header says"),
            .init("retry_after_s", .number, "the answer's Retry-After, seconds"),
        ])

    /// Whom the person named.
    package static let target = TestDefinition(
        "target", "The target as the person gave it.",
        outcomes: [.init("given", "a target was named", status: .pass)],
        facts: [
            .init("uri", .text, "the request URI", setWhen: ["given"]),
            .init("host", .text, "the host that is looked up", setWhen: ["given"]),
            .init("kind", .word(["domain", "address"]), "a name, or an address", setWhen: ["given"]),
            .init("port", .number, "the port, when one was given"),
            .init("source_port", .number, "the local port, when one was chosen (--local)"),
            .init("has_user", .flag, "whether the URI names a user", setWhen: ["given"]),
        ])
}
