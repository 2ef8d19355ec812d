import Diagnosis

/// What the catalogue rows of all SIP requests have in common.
enum RequestRows {
    /// How a request ends to which no final answer came.
    static let failures: [TestDefinition.Outcome] =
        [
            .init("timeout", "nothing came back over UDP", .absence, status: .fail),
            .init("silent", "a connection stands, and no SIP answer comes", .absence, status: .fail),
            .init("connect_timeout", "TCP does not connect, nothing says why", .absence, status: .fail),
            .init("closed", "the connection is closed without an answer", status: .fail),
            .init("refused", "the host itself says that nothing listens on the port", status: .fail),
            .init("rejected", "a firewall refuses and says so by ICMP", status: .fail),
            .init("unreachable", "ICMP says that host or network cannot be reached", status: .fail),
            .init("no_route", "this host has no route to the address", status: .fail),
            .init("denied", "this host's own firewall refuses to send", status: .fail),
            .init("tls", "the TLS handshake fails, or its certificate does not hold", status: .fail),
            .init("not_sip", "something answers, and it is not SIP", status: .fail),
            .init("mismatched", "SIP responses come, and none belongs to the request", status: .fail),
            .init("no_target", "there is no address to ask", .notMeasured, status: .skip),
            .init(
                "cut", "the run ended before --timeout did, and nothing had come back", .notMeasured, status: .unknown),
        ] + TestDefinition.Outcome.notRun

    /// Those of a request that was sent, or tried to be.
    static let asked = failures.map(\.word).filter { !["no_target", "skipped", "error"].contains($0) }

    /// - Parameters:
    ///   - answered: the outcomes with a status code.
    ///   - asked: the outcomes of a request that was sent, or tried to be.
    static func facts(answered: [String], asked: [String]) -> [TestDefinition.Fact] {
        [
            .init("transport", .word(["udp", "tcp", "tls", "ws", "wss"]), "the transport used", setWhen: asked),
            .init("code", .number, "status code", setWhen: answered),
            .init("reason", .text, "reason phrase", setWhen: answered),
            .init("elapsed_ms", .number, "from the first byte sent to the result", setWhen: asked),
            .init("remote", .text, "the address asked", setWhen: asked),
            .init("local", .text, "the address asked from"),
            .init("local_port", .number, "the port asked from"),
            .init("port_taken", .flag, "the local port that was asked for was in use; another one was taken"),
            .init("request_bytes", .number, "size of the request"),
            .init("sent", .number, "how many times the request was sent"),
            .init("connect_ms", .number, "time for the TCP handshake"),
            .init("tls_ms", .number, "time for the TLS handshake"),
            .init("server", .text, "Server or User-Agent of the answer"),
            .init("retry_after_s", .number, "Retry-After, seconds"),
            .init(
                "clock_skew_s", .number,
                "the answer's Date less this host's clock, seconds: above 0 the server's is ahead"),
            .init("received", .text, "our address as the server saw it (Via received)"),
            .init("rport", .number, "our port as the server saw it (Via rport, RFC 3581)"),
            .init("tried", .list, "every address that was tried, with its own verdict"),
            .init("offender", .text, "who sent the ICMP error", setWhen: ["rejected", "unreachable"]),
            .init("icmp", .text, "ICMP type/code and its meaning"),
            .init("tls_fault", .text, "what is wrong with TLS or its certificate", setWhen: ["tls"]),
            .init("strays", .number, "messages that did not belong to the request"),
            .init("differs", .list, "what in them differed from the request", setWhen: ["mismatched"]),
            .init("sent_by_only", .flag, "only the Via sent-by differed", setWhen: ["mismatched"]),
            .init("got", .text, "the first bytes of what came back", setWhen: ["not_sip"]),
        ]
    }
}
