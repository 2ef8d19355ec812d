import DNS
import Diagnosis
import Net
import SIP

/// The binding that `--bind` made, or may have made.
struct OwnBinding: Sendable {
    var uri: URI
    /// For how long it was granted; nil where no answer says it.
    var seconds: Int?
    var isRemoved = false

    var words: String {
        let end = isRemoved ? "removed again" : "not removed: it stays until it expires"
        return seconds.map { "bound for \($0) s and \(end)" } ?? "what may be bound is \(end)"
    }

    var facts: [String: Value] {
        var facts: [String: Value] = ["bound": .text("\(uri)"), "removed": .flag(isRemoved)]
        facts["bound_expires_s"] = seconds.map { .number($0) }
        return facts
    }
}

/// What a registrar's answer says.
struct RegistrationReading {
    var aor: SIPURI
    var answer: Registration.Answer
    var transport: ServerLocator.Transport
    var tried: [Registration.Answer]
    var own: OwnBinding?

    private var exchange: ExchangeResult { answer.exchange }

    var outcome: String {
        guard let code = exchange.code else { return exchange.outcome }
        switch code {
        case 200...299: return "accepted"
        case 401, 407: return answer.auth.word == .noCredentials ? "challenged" : "refused_login"
        default: return "response"
        }
    }

    var title: String {
        "REGISTER over \(transport.rawValue.uppercased()) to \(exchange.remote): \(exchange.words)\(bindingWords)"
    }

    private var bindingWords: String {
        let others = contacts.count { $0.uri.description != own?.uri.description }
        switch (own, others) {
        case (let own?, 0): return ", \(own.words)"
        case (let own?, 1): return ", \(own.words); one other binding"
        case (let own?, _): return ", \(own.words); \(others) other bindings"
        case (nil, _) where outcome != "accepted": return ""
        case (nil, 0): return ", nothing is bound"
        case (nil, 1): return ", one binding"
        case (nil, _): return ", \(others) bindings"
        }
    }

    var facts: [String: Value] {
        var facts = exchange.facts.merging(answer.auth.facts) { $1 }
        facts.merge(own?.facts ?? [:]) { $1 }
        facts["aor"] = .text("\(aor)")
        facts["transport"] = .text(transport.rawValue)
        facts["tried"] = .list(tried.map { "\($0.exchange.remote) \(transport): \($0.exchange.words)" })
        guard case .answered(let response, _) = exchange.ending else { return facts }
        if outcome == "accepted" {
            facts["bindings"] = .list(bindings)
            facts["binding_count"] = .number(bindings.count)
        }
        facts.merge(response.complaint) { $1 }
        if !response.serviceRoutes.isEmpty {
            facts["service_route"] = .list(response.serviceRoutes.map { "\($0.uri)" })
        }
        if !response.paths.isEmpty { facts["path"] = .list(response.paths.map { "\($0.uri)" }) }
        return facts
    }

    private var bindings: [String] {
        guard case .answered(let response, _) = exchange.ending else { return [] }
        return contacts.map { address in
            let seconds = Contact.address(address).expires ?? response.expires
            return "\(address.uri)" + (seconds.map { ", \($0) s left" } ?? "")
        }
    }

    private var contacts: [NameAddress] {
        guard case .answered(let response, _) = exchange.ending else { return [] }
        return response.contacts.compactMap(\.address)
    }
}
