import DNS
import Diagnosis
import Net
import SIP

/// What a registrar's answer says.
struct RegistrationReading {
    var aor: SIPURI
    var answer: Registration.Answer
    var transport: ServerLocator.Transport
    var tried: [Registration.Answer]

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
        guard outcome == "accepted" else { return "" }
        switch bindings.count {
        case 0: return ", nothing is bound"
        case 1: return ", one binding"
        default: return ", \(bindings.count) bindings"
        }
    }

    var facts: [String: Value] {
        var facts = exchange.facts.merging(answer.auth.facts) { $1 }
        facts["aor"] = .text("\(aor)")
        facts["transport"] = .text(transport.rawValue)
        facts["tried"] = .list(tried.map { "\($0.exchange.remote) \(transport): \($0.exchange.words)" })
        guard case .answered(let response, _) = exchange.ending else { return facts }
        if outcome == "accepted" {
            facts["bindings"] = .list(bindings)
            facts["binding_count"] = .number(bindings.count)
        }
        facts["says"] = .text(response.says)
        facts["warning"] = response.warnings.first.map { .number($0.code) }
        facts["warning_text"] = response.warnings.first.map { .text($0.text) }
        facts["min_expires_s"] = response.minExpires.map { .number($0) }
        if !response.serviceRoutes.isEmpty {
            facts["service_route"] = .list(response.serviceRoutes.map { "\($0.uri)" })
        }
        if !response.paths.isEmpty { facts["path"] = .list(response.paths.map { "\($0.uri)" }) }
        return facts
    }

    private var bindings: [String] {
        guard case .answered(let response, _) = exchange.ending else { return [] }
        return response.contacts.compactMap(\.address).map { address in
            let seconds = Contact.address(address).expires ?? response.expires
            return "\(address.uri)" + (seconds.map { ", \($0) s left" } ?? "")
        }
    }
}
