package import Diagnosis

/// The catalogue row of `sip.options`.
extension OptionsProbe {
    package static let definition = TestDefinition(
        "sip.options", "Sends OPTIONS to every address the name leads to, and says what each one did.",
        parameters: [
            .init(
                "transport", "over which transport; `selected` is what RFC 3263 or --transport chose",
                values: ["selected", "udp", "tcp", "tls"], default: "selected"),
            .init("family", "which addresses", values: ["any", "ipv4", "ipv6"], default: "any"),
            .init(
                "port", "the port that was found or given, or the transport's default port on the same hosts",
                values: ["found", "default"], default: "found"),
            .init(
                "source_port", "the local port in use, or any other one", values: ["same", "other"], default: "same"),
        ],
        outcomes: [
            .init("answered", "a SIP response that belongs to the request", status: .pass),
            .init("trying", "100 Trying, then nothing", status: .fail),
            .init("timeout", "nothing came back over UDP", .absence, status: .fail, only: datagram),
            .init("silent", "TCP connects, and no SIP answer comes", .absence, status: .fail, only: stream),
            .init("connect_timeout", "TCP does not connect, nothing says why", .absence, status: .fail, only: stream),
            .init("closed", "TCP connects and is closed without an answer", status: .fail, only: stream),
            .init("refused", "the host itself says that nothing listens on the port", status: .fail),
            .init("rejected", "a firewall refuses and says so by ICMP", status: .fail),
            .init("unreachable", "ICMP says that host or network cannot be reached", status: .fail),
            .init("no_route", "this host has no route to the address", status: .fail),
            .init("denied", "this host's own firewall refuses to send", status: .fail),
            .init("tls", "the TLS handshake fails, or its certificate does not hold", status: .fail, only: secure),
            .init("not_sip", "something answers, and it is not SIP", status: .fail),
            .init("mismatched", "SIP responses come, and none belongs to the request", status: .fail),
            .init("no_target", "there is no address of that kind to ask", .notMeasured, status: .skip),
            .init(
                "cut", "the run ended before --timeout did, and nothing had come back", .notMeasured, status: .unknown),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("transport", .word(["udp", "tcp", "tls", "ws", "wss"]), "the transport used", setWhen: asked),
            .init("code", .number, "status code", setWhen: ["answered"]),
            .init("reason", .text, "reason phrase", setWhen: ["answered"]),
            .init("rtt_ms", .number, "from the first byte sent to the answer", setWhen: ["answered"]),
            .init("elapsed_ms", .number, "from the first byte sent to the result", setWhen: asked),
            .init("remote", .text, "the address asked", setWhen: asked),
            .init(
                "same_host", .flag, "the address asked is one of those of the selected transport", setWhen: asked),
            .init("local", .text, "the address asked from"),
            .init("local_port", .number, "the port asked from"),
            .init("port_taken", .flag, "the local port that was asked for was in use; another one was taken"),
            .init("server", .text, "Server or User-Agent of the answer"),
            .init("allow", .text, "methods that the server allows"),
            .init("supported", .text, "extensions that the server supports"),
            .init("accept", .text, "bodies that the server accepts"),
            .init("retry_after_s", .number, "Retry-After, seconds"),
            .init(
                "clock_skew_s", .number,
                "the answer's Date less this host's clock, seconds: above 0 the server's is ahead"),
            .init("same_source", .flag, "the answer came from the address asked", setWhen: ["answered"]),
            .init("answered_by", .text, "the address the answer came from", setWhen: ["answered"]),
            .init("received", .text, "our address as the server saw it (Via received)"),
            .init("rport", .number, "our port as the server saw it (Via rport, RFC 3581)"),
            .init("targets", .list, "every address with its own verdict, in the order a client tries them"),
            .init("target_count", .number, "how many addresses there are to ask"),
            .init("tried_targets", .number, "to how many of them something was sent"),
            .init("answered_targets", .number, "how many of them answered"),
            .init("dead_targets", .list, "those that were tried to the end, and did not"),
            .init(
                "answered_families", .word(["ipv4", "ipv6", "both"]), "address families of those that answered",
                setWhen: ["answered"]),
            .init("dead_families", .word(["ipv4", "ipv6", "both"]), "address families of those that did not"),
            .init("offender", .text, "who sent the ICMP error", setWhen: ["rejected", "unreachable"]),
            .init(
                "offender_is", .word(["target", "self", "other"]), "the target, this host, or a router on the way",
                setWhen: ["rejected", "unreachable"]),
            .init("icmp", .text, "ICMP type/code and its meaning"),
            .init("connect_ms", .number, "time for the TCP handshake"),
            .init(
                "unacknowledged", .flag, "the other end's TCP has not confirmed to have received the request",
                setWhen: ["silent"]),
            .init("tls_ms", .number, "time for the TLS handshake"),
            .init(
                "tls_fault", .text, "what is wrong with TLS or its certificate, also where we went on all the same",
                setWhen: ["tls"]),
            .init("request_bytes", .number, "size of the request"),
            .init("sent", .number, "how many times the request was sent"),
            .init("strays", .number, "messages that did not belong to the request"),
            .init("differs", .list, "what in them differed from the request", setWhen: ["mismatched"]),
            .init("sent_by_only", .flag, "only the Via sent-by differed", setWhen: ["mismatched"]),
            .init("got", .text, "the first bytes of what came back", setWhen: ["not_sip"]),
        ])

    /// The outcomes of a test that asked an address, or tried to.
    private static let asked = [
        "answered", "trying", "timeout", "silent", "connect_timeout", "closed", "refused", "rejected", "unreachable",
        "no_route", "denied", "tls", "not_sip", "mismatched", "cut",
    ]
    private static let datagram = ["transport": ["selected", "udp"]]
    private static let stream = ["transport": ["selected", "tcp", "tls"]]
    private static let secure = ["transport": ["selected", "tls"]]
}
