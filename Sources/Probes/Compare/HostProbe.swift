import DNS
import Diagnosis
import Net
import SIP

/// Asks the same server for the same user twice: with the domain as host of the request URI, and with the server's address.
/// A server refuses what is for a host that it does not serve (RFC 3261 16.3, 21.4.5).
enum HostProbe: Probe {
    static let definition = TestDefinition(
        "sip.host", "Asks the server for the user at its domain and at its address: which of them does it serve?",
        effects: [.slow],
        parameters: [
            .init(
                "method", "what is asked: OPTIONS for the user, or REGISTER for what is bound to it, without a login",
                values: ["options", "register"], default: "options")
        ],
        outcomes: [
            .init("domain", "the domain is served, its address in the domain's place is refused", status: .warn),
            .init("address", "the server's address is served, the domain is refused", status: .warn),
            .init("both", "neither is refused", status: .pass),
            .init("neither", "both are refused", status: .fail),
            .init("unanswered", "one of the two, or both, get no answer", .absence, status: .skip),
            .init("no_pair", "there is no domain to compare with, or no user", .notMeasured, status: .skip),
            .init("no_target", "there is no address to ask", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("remote", .text, "the address asked", setWhen: compared),
            .init("transport", .word(["udp", "tcp", "tls", "ws", "wss"]), "the transport used", setWhen: compared),
            .init("given", .word(["domain", "address"]), "which of the two the target has", setWhen: compared),
            .init("domain", .text, "the domain asked for, as host of the request URI", setWhen: compared),
            .init("domain_answer", .text, "code and phrase of the answer to it", setWhen: compared),
            .init("domain_code", .number, "its code", setWhen: compared),
            .init("address", .text, "the address asked for, as host of the request URI", setWhen: compared),
            .init("address_answer", .text, "code and phrase of the answer to it", setWhen: compared),
            .init("address_code", .number, "its code", setWhen: compared),
            .init("realm", .text, "the realm of a challenge to one of them"),
        ])

    private static let compared = ["domain", "address", "both", "neither"]

    static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard case .sip(let given)? = context.target?.uri, given.user != nil else {
            return Measurement("no_pair", "Host of the request URI: the target names no user")
        }
        guard let requests = await PlainRequests(in: context) else {
            return Measurement("no_target", "Host of the request URI: no address to ask")
        }
        let isRegister = parameters["method"] == "register"
        func ask(_ uri: SIPURI) async -> ExchangeResult {
            isRegister ? await requests.register(uri) : await requests.options(to: uri)
        }
        let first = await ask(given)
        guard let second = other(than: given, at: requests.address, realm: first.realm, in: context) else {
            return Measurement("no_pair", "Host of the request URI: no domain is known to compare with (--from)")
        }
        let results = [(given, first), (second, await ask(second))]
        guard !context.hasEnded else {
            return Measurement("skipped", "Host of the request URI: the run ended first")
        }
        guard let pair = Pair(results) else {
            return Measurement("unanswered", "Host of the request URI: not both requests are answered")
        }
        var facts = pair.facts
        facts["remote"] = .text("\(requests.address.endpoint)")
        facts["transport"] = .text(requests.address.transport.rawValue)
        facts["given"] = .text(given.host.bytes == nil ? "domain" : "address")
        return Measurement(pair.outcome, "\(isRegister ? "REGISTER" : "OPTIONS") \(pair.words)", facts)
    }

    /// The server's address in the place of the domain. In the place of an address that domain which the caller is of,
    /// else the one that the server names as its realm.
    @NetActor
    private static func other(
        than given: SIPURI, at address: Addresses.Address, realm: String?, in context: ProbeContext
    ) -> SIPURI? {
        var other = given
        guard given.host.bytes != nil else {
            other.host = address.endpoint.address.host
            let port = address.endpoint.port
            other.port = port == address.transport.defaultPort ? nil : Int(port)
            return other
        }
        let hosts = [context.identity?.host, realm.flatMap { try? Host($0) }]
        // A realm need not be a domain; one word is none.
        guard let domain = hosts.lazy.compactMap({ $0 }).first(where: { $0.bytes == nil && "\($0)".contains(".") })
        else { return nil }
        other.host = domain
        other.port = nil
        return other
    }

    /// Two answers that can be compared.
    private struct Pair {
        var domain: (uri: SIPURI, code: Int, answer: String)
        var address: (uri: SIPURI, code: Int, answer: String)
        var realm: String?

        /// Nil where one is missing.
        init?(_ results: [(uri: SIPURI, result: ExchangeResult)]) {
            let answers = results.compactMap { uri, result in
                result.answer.map { (uri: uri, code: $0.code, answer: $0.words) }
            }
            guard let domain = answers.first(where: { $0.uri.host.bytes == nil }),
                let address = answers.first(where: { $0.uri.host.bytes != nil })
            else { return nil }
            (self.domain, self.address) = (domain, address)
            realm = results.lazy.compactMap(\.result.realm).first
        }

        var outcome: String {
            switch (Self.isRefusal(domain.code), Self.isRefusal(address.code)) {
            case (false, true): "domain"
            case (true, false): "address"
            case (false, false): "both"
            case (true, true): "neither"
            }
        }

        var words: String { "at \(domain.uri.place): \(domain.answer); at \(address.uri.place): \(address.answer)" }

        var facts: [String: Value] {
            var facts: [String: Value] = [
                "domain": .text(domain.uri.place), "domain_code": .number(domain.code),
                "domain_answer": .text(domain.answer), "address": .text(address.uri.place),
                "address_code": .number(address.code), "address_answer": .text(address.answer),
            ]
            facts["realm"] = realm.map { .text($0) }
            return facts
        }

        /// User or host are unknown, or the way there is not found, or leads in a circle.
        private static func isRefusal(_ code: Int) -> Bool {
            [403, 404, 410, 416, 478, 479, 482, 483, 604].contains(code) || (500...599).contains(code)
        }
    }
}

extension SIPURI {
    /// Host, and port where there is one.
    fileprivate var place: String { port.map { "\(host.reference):\($0)" } ?? host.reference }
}
