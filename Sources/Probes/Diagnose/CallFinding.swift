package import Diagnosis
import Net
import SIP

/// The fact group `call`: the fate of the request that the run is about.
package enum CallFinding {
    /// Out of the request that was sent, and of the name that it was for.
    /// - Parameter method: The request's: OPTIONS where it stood for the call.
    package static func state(_ request: Finding, method: String, location: Finding) -> Finding {
        let (outcome, origin) = fate(of: request, location)
        var facts = request.facts.filter { name, _ in known.contains(name) }
        facts["method"] = .text(method)
        facts["origin"] = .text(origin)
        facts["provisional"] = request.facts["provisional"] ?? .text(request.outcome == "trying" ? "trying" : "none")
        if let sent = request.number("sent") { facts["retransmits"] = .number(max(0, sent - 1)) }
        if outcome != "response" { (facts["code"], facts["reason"]) = (nil, nil) }
        if outcome == "dns" || outcome == "unknown" { facts["method"] = nil }
        let title =
            switch (outcome, request.outcome) {
            case ("dns", _), ("unknown", "no_target"): location.title
            case (_, "cut"): "The run ended before any target was tried to its end. \(request.title)"
            default: request.title
            }
        let definition = Inputs.call.outcomes.first { $0.word == outcome }
        return Finding(
            id: "call", test: "call", alias: "call", outcome: outcome, status: definition?.status ?? .unknown,
            title: title, facts: facts, startedMs: request.startedMs, durationMs: request.durationMs)
    }

    private static let known = Set(Inputs.call.facts.map(\.name))

    /// What the request came to, and who produced that (RFC 3261 8.1.3.1).
    private static func fate(of request: Finding, _ location: Finding) -> (outcome: String, origin: String) {
        switch request.outcome {
        case "answered", "ringing", "response", "accepted", "challenged", "refused_login": ("response", "remote")
        case "timeout", "silent", "mismatched", "trying", "unanswered": ("timeout", "local_timeout")
        case "not_sip": ("not_sip", "local_transport")
        case "tls": ("tls", "local_transport")
        case "no_target" where location.status == .fail: ("dns", "local_dns")
        case "no_target", "cut", "skipped", "error": ("unknown", "unknown")
        default: ("transport", "local_transport")
        }
    }

    /// A failure that was seen elsewhere, and not measured here.
    package static func seenElsewhere(code: Int, phrase: String?) -> Finding {
        Finding(
            id: "call", test: "call", alias: "call", outcome: "unknown", status: .unknown,
            title: "\(code)\(phrase.map { " \($0)" } ?? ""), seen elsewhere",
            facts: ["origin": .text("unknown"), "provisional": .text("none"), "code": .number(code)])
    }

    /// What was seen elsewhere, and brought no code.
    package static func seenElsewhere(symptom: String, title: String) -> Finding {
        Finding(
            id: "call", test: "call", alias: "call", outcome: "unknown", status: .unknown,
            title: "\(title), seen elsewhere",
            facts: ["origin": .text("unknown"), "provisional": .text("none"), "symptom": .text(symptom)])
    }

    /// A failure that was seen elsewhere, together with where this run's own request went.
    static func state(_ seen: Finding, metNow placed: Finding) -> Finding {
        var call = seen
        for name in ["remote", "transport"] { call.facts[name] = placed.facts[name] }
        return call
    }
}

/// The fact group `target`.
package enum TargetFinding {
    @NetActor
    package static func state(_ context: ProbeContext) -> Finding? {
        guard let target = context.target else { return nil }
        var facts: [String: Value] = [
            "uri": .text(target.uri.description),
            "host": .text(context.locatedName),
            "has_user": .flag(target.user != nil),
        ]
        let located = context.settings.proxy?.host ?? target.host
        facts["kind"] = .text(located?.family == nil ? "domain" : "address")
        facts["port"] = target.port.map { .number(Int($0)) }
        if context.settings.localPort != 0 { facts["source_port"] = .number(Int(context.settings.localPort)) }
        return Finding(
            id: "target", test: "target", alias: "target", outcome: "given", status: .pass,
            title: "Target \(target.text)", facts: facts)
    }
}
