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
            .init("tls", "the TLS handshake failed, or the certificate does not hold", status: .fail),
            .init("not_sip", "something answered that is no SIP response", status: .fail),
            .init(
                "unknown", "seen elsewhere, or not tried to its end; not measured here", .notMeasured, status: .unknown),
        ],
        facts: [
            .init(
                "origin", .word(["remote", "local_timeout", "local_transport", "local_dns", "unknown"]),
                "who produced the result (RFC 3261 8.1.3.1)",
                setWhen: TestDefinition.Fact.always, absence: ["local_timeout"]),
            .init("method", .text, "the request's method", setWhen: sent),
            .init("code", .number, "status code of the final answer", setWhen: ["response"]),
            .init("reason", .text, "reason phrase of the final answer", setWhen: ["response"]),
            .init(
                "provisional", .word(["none", "trying", "ringing", "progress"]), "the furthest provisional answer",
                setWhen: TestDefinition.Fact.always, absence: ["none"]),
            .init(
                "transport", .word(["udp", "tcp", "tls", "ws", "wss"]), "the transport that carried the request",
                setWhen: sent),
            .init("remote", .text, "where the request went", setWhen: sent),
            .init("local", .text, "where it was sent from"),
            .init("local_port", .number, "the port it was sent from"),
            .init("received", .text, "our address as the server saw it (Via received)"),
            .init("elapsed_ms", .number, "from the first byte sent to the result", setWhen: sent),
            .init("retransmits", .number, "requests sent again"),
            .init("server", .text, "what the answer's Server or User-Agent header says"),
            .init("retry_after_s", .number, "the answer's Retry-After, seconds"),
            .init(
                "clock_skew_s", .number,
                "the answer's Date less this host's clock, seconds: above 0 the server's is ahead"),
            .init("request_bytes", .number, "the request's size"),
            .init("symptom", .text, "what was seen where no code was (`why one-way-audio`)"),
            .init("since", .text, "since when, in the person's words (`always`, `change`, `sudden`, `sometimes`)"),
            .init("affected", .text, "who is affected (`everybody`, `some`, `numbers`)"),
            .init("tls_fault", .text, "what is wrong with TLS or its certificate"),
        ] + CallEvidence.facts)

    /// The outcomes of a request that was sent, or tried to be.
    private static let sent = ["response", "timeout", "transport", "tls", "not_sip"]

    /// Whom the person named.
    package static let target = TestDefinition(
        "target", "The target as the person gave it.",
        outcomes: [.init("given", "a target was named", status: .pass)],
        facts: [
            .init("uri", .text, "the request URI", setWhen: TestDefinition.Fact.always),
            .init("host", .text, "the host that is looked up", setWhen: TestDefinition.Fact.always),
            .init("kind", .word(["domain", "address"]), "a name, or an address", setWhen: TestDefinition.Fact.always),
            .init("port", .number, "the port, when one was given"),
            .init("source_port", .number, "the local port, when one was chosen (--local)"),
            .init("has_user", .flag, "whether the URI names a user", setWhen: TestDefinition.Fact.always),
        ])
}
