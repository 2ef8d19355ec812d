import Diagnosis

/// A catalogue with one row of every sort, for the tests of loader, linter and walk.
enum TestCatalogue {
    private typealias Outcome = TestDefinition.Outcome
    private typealias Fact = TestDefinition.Fact

    static let catalogue = Catalogue(
        tests: [options, resolve, call, login], inputs: [callInput, target])

    private static let skipped = Outcome("skipped", "did not run", .notMeasured, status: .skip)
    private static let error = Outcome("error", "could not run", .notMeasured, status: .unknown)

    private static let options = TestDefinition(
        "sip.options", "sends OPTIONS",
        parameters: [
            .init("transport", "over what", values: ["udp", "tcp"], default: "udp"),
            .init("size", "bytes of the request", values: [], default: "400"),
        ],
        outcomes: [
            Outcome("answered", "a SIP answer came", status: .pass),
            Outcome("timeout", "nothing came", .absence, status: .fail),
            Outcome("refused", "the port is closed", status: .fail),
            Outcome("not_connected", "no TCP connection", .absence, status: .fail, only: ["transport": ["tcp"]]),
            skipped, error,
        ],
        facts: [
            Fact("code", .number, "status code", setWhen: ["answered"]),
            Fact("reason", .text, "reason phrase", setWhen: ["answered"]),
            Fact("methods", .list, "Allow"),
            Fact("from_elsewhere", .flag, "another address answered", setWhen: ["answered"]),
            Fact("icmp", .word(["port", "host", "admin"]), "the ICMP error", setWhen: ["refused"]),
        ])

    private static let resolve = TestDefinition(
        "dns.resolve", "resolves the target",
        outcomes: [
            Outcome("found", "addresses were found", status: .pass),
            Outcome("nxdomain", "no such domain", status: .fail),
            skipped, error,
        ])

    private static let call = TestDefinition(
        "sip.call", "places a call", effects: [.ringsPhone],
        outcomes: [
            Outcome("answered", "somebody answered", status: .pass),
            Outcome("timeout", "nothing came", .absence, status: .fail),
            skipped, error,
        ])

    private static let login = TestDefinition(
        "sip.login", "registers", effects: [.credentials, .slow],
        outcomes: [Outcome("accepted", "accepted", status: .pass), skipped, error])

    private static let callInput = TestDefinition(
        "call", "the failed call", outcomes: [],
        facts: [
            Fact(
                "origin", .word(["remote", "local_timeout"]), "who made the code", setWhen: Fact.always,
                absence: ["local_timeout"]),
            Fact("code", .number, "status code"),
            Fact("provisional", .word(["none", "trying", "ringing"]), "what came first", setWhen: Fact.always),
            Fact("text", .text, "reason phrase"),
        ])

    private static let target = TestDefinition(
        "target", "where to", outcomes: [], facts: [Fact("host", .text, "host", setWhen: Fact.always)])
}
