import DNS
import Diagnosis
import Net
import SIP

/// Asks without credentials for OPTIONS and for what is bound to the caller: which of the two does the server challenge,
/// serve or forbid? Beside a call that was refused unasked, that tells a closed list of addresses from a missing login.
enum ChallengeProbe: Probe {
    static let definition = TestDefinition(
        "sip.challenge",
        "Sends OPTIONS and REGISTER without credentials: which of them does the server ask a login for?",
        effects: [.slow],
        outcomes: [
            .init("challenged", "one of them, or both, are challenged", status: .pass),
            .init("served", "none is challenged, and not both are forbidden", status: .pass),
            .init("forbidden", "both are forbidden (403)", status: .fail),
            .init("unanswered", "one of the two, or both, get no answer", .absence, status: .skip),
            .init("no_target", "there is no address to ask", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("remote", .text, "the address asked", setWhen: asked),
            .init("transport", .word(["udp", "tcp", "tls", "ws", "wss"]), "the transport used", setWhen: asked),
            .init(
                "challenged", .word(["options", "register", "both"]), "which is challenged", setWhen: ["challenged"]),
            .init("realm", .text, "the realm of the challenge"),
            .init("aor", .text, "whose bindings were asked for", setWhen: asked),
            .init("options_code", .number, "the code that answers OPTIONS", setWhen: asked),
            .init("options_answer", .text, "code and phrase of it", setWhen: asked),
            .init("register_code", .number, "the code that answers REGISTER", setWhen: asked),
            .init("register_answer", .text, "code and phrase of it", setWhen: asked),
        ])

    private static let asked = ["challenged", "served", "forbidden"]

    static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard case .sip(let uri)? = context.target?.uri, let requests = await PlainRequests(in: context) else {
            return Measurement("no_target", "Login: no address to ask")
        }
        let caller = context.identity ?? uri
        let options = await requests.options(to: uri)
        let register = await requests.register(caller)
        guard !context.hasEnded else { return Measurement("skipped", "Login: the run ended first") }
        guard let toOptions = options.answer, let toRegister = register.answer else {
            return Measurement("unanswered", "Login: not both of OPTIONS and REGISTER are answered")
        }
        let codes = [("options", toOptions.code), ("register", toRegister.code)]
        let challenged = codes.filter { [401, 407].contains($0.1) }.map(\.0)
        let outcome =
            challenged.isEmpty ? codes.allSatisfy { $0.1 == 403 } ? "forbidden" : "served" : "challenged"
        var facts: [String: Value] = [
            "remote": .text("\(requests.address.endpoint)"), "transport": .text(requests.address.transport.rawValue),
            "aor": .text("\(RequestIdentity.requestURI(.sip(caller)))"),
            "options_code": .number(toOptions.code), "options_answer": .text(toOptions.words),
            "register_code": .number(toRegister.code), "register_answer": .text(toRegister.words),
        ]
        facts["challenged"] = challenged.count > 1 ? .text("both") : challenged.first.map { .text($0) }
        facts["realm"] = (register.realm ?? options.realm).map { .text($0) }
        return Measurement(
            outcome, "Without a login OPTIONS gets \(toOptions.words), REGISTER \(toRegister.words)", facts)
    }
}
