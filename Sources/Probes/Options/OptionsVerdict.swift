import DNS
import Diagnosis
import Net
import SIP

/// What the answers of all addresses come to: what a client would have met that tries them in order and moves on after
/// silence, a transport error and 503 (RFC 3263 4.3, RFC 3261 21.5.4).
struct OptionsVerdict {
    var transport: ServerLocator.Transport
    var results: [ExchangeResult]
    /// The addresses of the transport that RFC 3263 or the person chose.
    var selected: Set<IPAddress>

    var measurement: Measurement {
        let decisive = decisive
        let answered = results.filter(\.isAnswered)
        let dead = results.filter { $0.isComplete && !$0.isAnswered }
        var facts = decisive.facts
        facts["transport"] = .text(transport.rawValue)
        facts["same_host"] = .flag(selected.contains(decisive.remote.address))
        facts["target_count"] = .number(results.count)
        facts["tried_targets"] = .number(results.count(where: \.wasSent))
        facts["answered_targets"] = .number(answered.count)
        facts["targets"] = .list(results.map(describe))
        if !dead.isEmpty { facts["dead_targets"] = .list(dead.map(describe)) }
        if decisive.outcome == "silent" { facts["unacknowledged"] = .flag(decisive.isUnacknowledged) }
        facts["dead_families"] = families(of: dead)
        facts["answered_families"] = families(of: answered)
        let degraded = decisive.outcome == "answered" && (!dead.isEmpty || decisive.code == 503)
        return Measurement(
            decisive.outcome,
            "OPTIONS over \(transport.rawValue.uppercased()) to \(decisive.remote): \(decisive.words)\(silent(dead.count))",
            facts, status: degraded ? .warn : nil)
    }

    /// Where nobody answers, the first that was tried to its end counts, before one that nothing could be sent to.
    private var decisive: ExchangeResult {
        results.first { !$0.movesOn } ?? results.first { $0.isAnswered } ?? results.first { $0.isComplete }
            ?? results.first { $0.wasSent } ?? results[0]
    }

    /// What the words of the decisive answer do not tell.
    private func silent(_ dead: Int) -> String {
        guard dead > 0, decisive.outcome == "answered" else { return "" }
        return "; \(dead) of \(results.count) servers \(dead == 1 ? "does" : "do") not answer"
    }

    private func describe(_ result: ExchangeResult) -> String { "\(result.remote) \(transport): \(result.words)" }

    private func families(of results: [ExchangeResult]) -> Value? {
        let kinds = Set(results.map(\.remote.address.isIPv6))
        guard let isIPv6 = kinds.first else { return nil }
        return .text(kinds.count > 1 ? "both" : isIPv6 ? "ipv6" : "ipv4")
    }
}
