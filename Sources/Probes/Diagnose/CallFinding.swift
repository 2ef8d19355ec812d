package import Diagnosis
import Net
import SIP

/// The fact group `call`: the fate of the request that the run is about.
package enum CallFinding {
    /// Out of the OPTIONS that stood for the call, and of the name that it was for.
    package static func state(options: Finding, location: Finding) -> Finding {
        var facts: [String: Value] = ["method": .text("OPTIONS"), "provisional": .text("none")]
        for name in ["transport", "remote", "local", "local_port", "elapsed_ms", "server", "retry_after_s"] {
            facts[name] = options.facts[name]
        }
        if case .number(let sent)? = options.facts["sent"] { facts["retransmits"] = .number(max(0, sent - 1)) }
        let outcome: String
        let origin: String
        switch options.outcome {
        case "answered":
            (outcome, origin) = ("response", "remote")
            facts["code"] = options.facts["code"]
            facts["reason"] = options.facts["reason"]
        case "timeout", "silent", "mismatched": (outcome, origin) = ("timeout", "local_timeout")
        case "trying":
            (outcome, origin) = ("timeout", "local_timeout")
            facts["provisional"] = .text("trying")
        case "not_sip": (outcome, origin) = ("not_sip", "local_transport")
        case "no_target" where location.status == .fail: (outcome, origin) = ("dns", "local_dns")
        case "no_target", "cut", "skipped", "error": (outcome, origin) = ("unknown", "unknown")
        default: (outcome, origin) = ("transport", "local_transport")
        }
        facts["origin"] = .text(origin)
        if outcome == "dns" || outcome == "unknown" { facts["method"] = nil }
        let title =
            switch (outcome, options.outcome) {
            case ("dns", _), ("unknown", "no_target"): location.title
            case (_, "cut"): "The run ended before any target was tried to its end. \(options.title)"
            default: options.title
            }
        let definition = Inputs.call.outcomes.first { $0.word == outcome }
        return Finding(
            id: "call", test: "call", alias: "call", outcome: outcome, status: definition?.status ?? .unknown,
            title: title, facts: facts, startedMs: options.startedMs, durationMs: options.durationMs)
    }

    /// A failure that was seen elsewhere, and not measured here.
    package static func seenElsewhere(code: Int, phrase: String?) -> Finding {
        Finding(
            id: "call", test: "call", alias: "call", outcome: "unknown", status: .unknown,
            title: "\(code)\(phrase.map { " \($0)" } ?? ""), seen elsewhere",
            facts: ["origin": .text("unknown"), "provisional": .text("none"), "code": .number(code)])
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
