import Diagnosis
import Net
import SIP

/// The facts of one exchange, as the row of `sip.options` names them.
extension ExchangeResult {
    var facts: [String: Value] {
        var facts: [String: Value] = [
            "elapsed_ms": .number(Int(elapsedMs.rounded())),
            "remote": .text("\(remote)"),
            "sent": .number(sent),
            "request_bytes": .number(requestBytes),
        ]
        facts["local"] = (local.map { "\($0)" } ?? source.map { "\($0)" }).map { .text($0) }
        facts["local_port"] = local.map { .number(Int($0.port)) }
        if isPortTaken { facts["port_taken"] = .flag(true) }
        facts["connect_ms"] = connectMs.map { .number(Int($0.rounded())) }
        facts["tls_ms"] = tls.map { .number(Int($0.elapsedMs.rounded())) }
        facts["tls_fault"] = tls?.complaint.map { .text($0) }
        if strays > 0 { facts["strays"] = .number(strays) }
        if outcome == "mismatched" {
            facts["differs"] = .list(differences.map(\.rawValue).sorted())
            facts["sent_by_only"] = .flag(differences == [.sentBy])
        }
        if outcome == "not_sip" { facts["got"] = .text(beginning(of: garbage ?? [])) }
        switch ending {
        case .answered(let response, let source): facts.merge(answerFacts(response, source)) { $1 }
        case .icmp(let error): facts.merge(icmpFacts(error)) { $1 }
        case .connectReset: facts["icmp"] = .text("TCP reset")
        default: facts["icmp"] = complaint.map { .text($0.words) }
        }
        return facts
    }

    private func answerFacts(_ response: Message, _ source: Endpoint) -> [String: Value] {
        var facts: [String: Value] = [
            "code": .number(response.statusCode ?? 0),
            "reason": .text(response.reasonText),
            "rtt_ms": .number((elapsedMs * 10).rounded() / 10),
            "same_source": .flag(source == remote),
            "answered_by": .text("\(source)"),
        ]
        facts["server"] = (response.remoteText(of: .server) ?? response.remoteText(of: .userAgent)).map { .text($0) }
        for (name, header) in [("allow", HeaderName.allow), ("supported", .supported), ("accept", .accept)] {
            facts[name] = response.remoteText(of: header).map { .text($0) }
        }
        facts["retry_after_s"] = response.retryAfter.map { .number($0.seconds) }
        facts["clock_skew_s"] = clockSkew.map { .number($0) }
        facts["received"] = response.topVia?.received.map { .text("\($0)") }
        facts["rport"] = response.topVia?.rport.map { .number($0) }
        return facts
    }

    private func icmpFacts(_ error: ICMPError) -> [String: Value] {
        let offender = error.offender ?? remote.address
        let isSelf = error.offender != nil && offender == source
        return [
            "icmp": .text(error.words),
            "offender": .text("\(offender)"),
            "offender_is": .text(offender == remote.address ? "target" : isSelf ? "self" : "other"),
        ]
    }

    /// The first bytes, as text where they are text.
    private func beginning(of bytes: [UInt8]) -> String {
        SafeText.decode(bytes.prefix(60))
    }
}
