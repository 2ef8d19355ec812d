package import Diagnosis

/// The catalogue row of `sip.register`.
extension RegisterProbe {
    package static let definition = TestDefinition(
        "sip.register", "Asks the registrar for the bindings of the caller's address, and changes none.",
        effects: [.credentials],
        outcomes: [
            .init("accepted", "the registrar accepts the credentials, or wants none", status: .pass),
            .init("challenged", "the registrar wants a login, and none was given", status: .fail),
            .init("refused_login", "the registrar refuses the login", status: .fail),
            .init("response", "another final answer", status: .fail),
            .init("trying", "a provisional answer, then nothing", status: .fail),
        ] + RequestRows.failures,
        facts: RequestRows.facts(answered: answered, asked: asked)
            + [
                .init("aor", .text, "the address of record asked about", setWhen: asked),
                .init("bindings", .list, "what is bound, with the seconds left"),
                .init("binding_count", .number, "how many", setWhen: ["accepted"]),
                .init("bound", .text, "the binding that sipdiag made"),
                .init("bound_expires_s", .number, "for how long the registrar granted it, seconds"),
                .init("removed", .flag, "and whether it is gone again"),
                .init("min_expires_s", .number, "the shortest that the registrar grants, seconds"),
                .init("service_route", .list, "where the registrar wants requests sent (RFC 3608)"),
                .init("path", .list, "proxies between here and the registrar (RFC 3327)"),
            ]
            + CallEvidence.facts.filter { fact in
                ["auth", "warning", "says", "vendor"].contains { fact.name.hasPrefix($0) }
            })

    private static let answered = ["accepted", "challenged", "refused_login", "response"]
    private static let asked = answered + ["trying"] + RequestRows.asked
}
