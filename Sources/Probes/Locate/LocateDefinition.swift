package import Diagnosis

/// The catalogue row of `dns.locate`.
extension LocateProbe {
    package static let definition = TestDefinition(
        "dns.locate", "Follows RFC 3263 from the target to addresses: NAPTR, SRV, A and AAAA.",
        outcomes: [
            .init("found", "it leads to at least one address", status: .pass),
            .init("literal", "the target is an address: no DNS involved", status: .pass),
            .init("nxdomain", "the domain does not exist", status: .fail),
            .init("no_address", "the domain exists, and nothing leads to an address", status: .fail),
            .init("service_refused", "SRV target `.`: the domain says it offers no such service", status: .fail),
            .init("naptr_dangling", "NAPTR leads to an SRV name that does not exist", status: .fail),
            .init("target_unresolvable", "SRV exists, and no target of it has an address", status: .fail),
            .init("servfail", "the resolver answers SERVFAIL", status: .fail),
            .init("bogus", "SERVFAIL, and an answer when DNSSEC checking is disabled", status: .fail),
            .init("refused", "the resolver answers REFUSED", status: .fail),
            .init("malformed", "the resolver answers, and the answer is of no use", status: .fail),
            .init("timeout", "no resolver answers", .absence, status: .fail),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("domain", .text, "the name asked for"),
            .init(
                "source", .word(["literal", "hosts", "address", "srv", "naptr"]), "what led to the addresses",
                setWhen: ["found", "literal"]),
            .init(
                "transport", .word(["udp", "tcp", "tls", "ws", "wss"]), "the transport that RFC 3263 selects",
                setWhen: ["found", "literal"]),
            .init("targets", .list, "addresses in the order a client tries them", setWhen: ["found", "literal"]),
            .init("target_count", .number, "how many addresses", setWhen: ["found", "literal"]),
            .init("published", .list, "transports that DNS publishes"),
            .init(
                "families", .word(["ipv4", "ipv6", "both"]), "address families found", setWhen: ["found", "literal"]),
            .init("unresolvable", .list, "SRV targets without an address"),
            .init("aliases", .list, "SRV targets that are aliases (against RFC 2782)"),
            .init("failed", .text, "the question that failed"),
            .init("resolver", .text, "the name server that answered, or was asked last"),
            .init("resolver_icmp", .text, "the ICMP refusal from the resolver's address"),
            .init("resolver_unsent", .text, "why this host itself could not send to the resolver"),
            .init("dangling", .list, "SRV names that NAPTR leads to, and that have no SRV records"),
            .init("cut_short", .list, "answers that were cut to fit into UDP, and that TCP did not give"),
            .init("lost", .list, "questions that no resolver answered"),
            .init("ede", .text, "what the resolver says of its failure (RFC 8914)"),
            .init("steps", .list, "every question with its answer"),
            .init("warnings", .list, "oddities of the resolver configuration and the records"),
        ])
}
