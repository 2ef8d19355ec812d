import Diagnosis

/// The catalogue row of `tls.handshake`.
extension HandshakeProbe {
    static let definition = TestDefinition(
        "tls.handshake",
        "Shakes hands with the TLS server of the transport chosen, and says whether a client that checks would go on.",
        parameters: [
            .init(
                "transport", "over which transport; `selected` is what RFC 3263 or --transport chose",
                values: ["selected", "tls"], default: "selected")
        ],
        outcomes: [
            .init("accepted", "the handshake works, and the certificate holds", status: .pass),
            .init("expired", "a certificate of the chain has ended", status: .fail),
            .init("not_yet_valid", "a certificate of the chain has not begun", status: .fail),
            .init("self_signed", "the server's certificate vouches for itself", status: .fail),
            .init("incomplete_chain", "the issuer's certificate is neither sent nor trusted", status: .fail),
            .init("unknown_ca", "the chain ends at an authority that is not trusted", status: .fail),
            .init("name_mismatch", "the certificate does not bear the SIP domain (RFC 5922)", status: .fail),
            .init("untrusted", "the certificate does not hold for another reason", status: .fail),
            .init("too_old", "the server speaks no TLS version from 1.2 on", status: .fail),
            .init("not_tls", "what answers is no TLS", status: .fail),
            .init("client_certificate_required", "the server demands a certificate of the client's", status: .fail),
            .init("no_shared_cipher", "server and client have no cipher in common", status: .fail),
            .init("unrecognized_name", "the server does not serve the name that it was asked for", status: .fail),
            .init("failed", "the handshake fails for another reason", status: .fail),
            .init("closed", "the server closes the connection within the handshake", status: .fail),
            .init("reset", "the connection is reset within the handshake", status: .fail),
            .init("silent", "TCP connects, and the handshake gets no answer", .absence, status: .fail),
            .init("connect_timeout", "TCP does not connect, nothing says why", .absence, status: .fail),
            .init("refused", "the host itself says that nothing listens on the port", status: .fail),
            .init("rejected", "a firewall refuses and says so by ICMP", status: .fail),
            .init("unreachable", "ICMP says that host or network cannot be reached", status: .fail),
            .init("no_route", "this host has no route to the address", status: .fail),
            .init("denied", "this host's own firewall refuses to send", status: .fail),
            .init("plain", "the transport chosen has no TLS", .notMeasured, status: .skip),
            .init("no_target", "there is no address to ask", .notMeasured, status: .skip),
            .init("cut", "the run ended before --timeout did", .notMeasured, status: .unknown),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("remote", .text, "the address asked", setWhen: certificate + handshake + connection + ["cut"]),
            .init(
                "targets", .list, "every address with its own verdict", setWhen: certificate + handshake + connection),
            .init("connect_ms", .number, "time for the TCP handshake"),
            .init("tls_ms", .number, "time for the TLS handshake"),
            .init("server_name", .text, "the name that the server was asked for (SNI)"),
            .init("version", .text, "the TLS version agreed", setWhen: certificate),
            .init("cipher", .text, "the cipher agreed", setWhen: certificate),
            .init("key_exchange", .text, "the group of the key exchange"),
            .init("names_wanted", .list, "any of these names would do", setWhen: certificate),
            .init("names_found", .list, "the names in the certificate"),
            .init("strict", .flag, "the certificate bears the SIP domain (RFC 5922)", setWhen: certificate),
            .init("lenient", .flag, "it bears it by a wildcard, or names the server", setWhen: certificate),
            .init("not_before", .text, "the first day of the server's certificate", setWhen: certificate),
            .init("not_after", .text, "its last day", setWhen: certificate),
            .init("days_left", .number, "whole days until then; negative once it has passed", setWhen: certificate),
            .init("chain_ends", .text, "when the first certificate that was sent ends"),
            .init("serial", .text, "its serial number", setWhen: certificate),
            .init("fingerprint", .text, "its SHA-256", setWhen: certificate),
            .init("subject", .text, "its subject", setWhen: certificate),
            .init("issuer", .text, "its issuer", setWhen: certificate),
            .init("chain", .list, "every certificate that was sent", setWhen: certificate),
            .init("problems", .list, "everything that is wrong with it, the worst first"),
            .init("verify", .text, "OpenSSL's own words"),
            .init("certificate_requested", .flag, "the server asked for a client certificate"),
            .init("certificate_given", .flag, "it got one (--cert)"),
            .init("alert", .text, "the alert that ended the handshake"),
            .init("detail", .text, "what ended it, in OpenSSL's words", setWhen: handshake),
            .init("weak_version", .text, "the TLS version that the server speaks where weak ones are permitted"),
            .init("weak_cipher", .text, "and the cipher"),
            .init("plain_sip", .flag, "the port answers SIP in clear text"),
            .init("got", .text, "the first bytes of what came back", setWhen: ["not_tls"]),
            .init("offender", .text, "who sent the ICMP error", setWhen: ["rejected", "unreachable"]),
            .init("icmp", .text, "ICMP type/code and its meaning"),
        ])

    /// The outcomes with a certificate.
    private static let certificate = [
        "accepted", "expired", "not_yet_valid", "self_signed", "incomplete_chain", "unknown_ca", "name_mismatch",
        "untrusted",
    ]
    /// Those of a handshake that failed.
    private static let handshake = [
        "too_old", "not_tls", "client_certificate_required", "no_shared_cipher", "unrecognized_name", "failed",
        "closed", "reset", "silent",
    ]
    /// Those of a connection that did not come about.
    private static let connection = ["connect_timeout", "refused", "rejected", "unreachable", "no_route", "denied"]
}
