import DNS
import Diagnosis
import Net
import SIP

/// The facts of a placed call, as the row of `sip.invite` names them.
struct CallFacts {
    var outcome: CallPlacement.Outcome
    var decisive: CallResult

    private var record: CallRecord { decisive.record }

    var values: [String: Value] {
        var facts = decisive.exchange.facts
        for more in [progress, way, answer, decisive.auth.facts, decisive.description?.facts ?? [:], media] {
            facts.merge(more) { $1 }
        }
        return facts
    }

    private var progress: [String: Value] {
        var facts: [String: Value] = ["provisional": .text(record.progress.rawValue)]
        facts["code"] = decisive.code.map { .number($0) }
        if record.isCancelled, let last = record.provisionals.last(where: { $0.code > 100 }) {
            facts["reason"] = .text(last.reason)
        }
        if !record.provisionals.isEmpty {
            facts["provisionals"] = .list(
                record.provisionals.map { "\($0.code) \($0.reason) after \(Int($0.afterMs.rounded())) ms" })
        }
        facts["post_dial_ms"] = record.postDialMs.map { .number(Int($0.rounded())) }
        if record.hasEarlyMedia { facts["early_media"] = .flag(true) }
        if record.isReliable { facts["reliable"] = .flag(true) }
        if record.isCancelled, decisive.outcome == "ringing" { facts["cancelled_by_us"] = .flag(true) }
        if record.forks > 1 { facts["forks"] = .number(record.forks) }
        if record.repeatedAnswers > 0 { facts["repeated_answers"] = .number(record.repeatedAnswers) }
        switch record.end {
        case .hungUp: facts["ended_by"] = .text("us")
        case .remoteHungUp: facts["ended_by"] = .text("them")
        default: break
        }
        if !record.unanswered.isEmpty { facts["unanswered"] = .list(record.unanswered.map(\.name)) }
        facts["ended_reason"] = record.bye?.remoteText(of: .reason).map { .text($0) }
        return facts
    }

    private var way: [String: Value] {
        var facts: [String: Value] = ["transport": .text(decisive.transport.rawValue)]
        facts["tried"] = .list(outcome.tried.map { "\($0.exchange.remote) \($0.transport): \($0.words)" })
        if decisive.isTCPFirst { facts["tcp_first"] = .flag(true) }
        if !outcome.movedTo.isEmpty {
            facts["moved_to"] = .list(outcome.movedTo)
            facts["moved_result"] = outcome.tried.last.map { .text($0.words) }
        }
        facts["contact_error"] = decisive.contactFailure.map { .text($0) }
        return facts
    }

    /// Headers that name what would have been taken, or whom to ask.
    private static let lists: [(String, HeaderName)] = [
        ("allow", .allow), ("accept", .accept), ("require", .require), ("unsupported", .unsupported),
        ("call_info", .callInfo),
    ]

    private var answer: [String: Value] {
        guard let answer = record.answer else { return [:] }
        var facts = answer.complaint
        for reason in answer.reasons {
            let name = reason.protocolName.lowercased()
            if name == "q.850" { facts["q850"] = facts["q850"] ?? reason.cause.map { .number($0) } }
            if name == "sip" { facts["reason_sip"] = facts["reason_sip"] ?? reason.cause.map { .number($0) } }
            facts["reason_text"] = facts["reason_text"] ?? reason.text.map { .text($0) }
        }
        if let contact = answer.contacts.first?.uri {
            facts["contact"] = .text("\(contact)")
            facts["contact_private"] = .flag(isHidden(contact))
        }
        if !answer.recordRoutes.isEmpty { facts["record_routes"] = .list(answer.recordRoutes.map { "\($0.uri)" }) }
        for (name, header) in Self.lists { facts[name] = answer.remoteText(of: header).map { .text($0) } }
        facts["session_expires_s"] = answer.sessionExpires.map { .number($0.seconds) }
        facts["min_se_s"] = answer.minSE.map { .number($0) }
        return facts
    }

    /// A private address in Contact, of a server that has a public one.
    private func isHidden(_ contact: URI) -> Bool {
        guard case .sip(let uri) = contact else { return false }
        return IPAddress(uri.host)?.isHidden(from: decisive.exchange.remote.address) ?? false
    }

    private var media: [String: Value] {
        var facts = decisive.media?.facts ?? [:]
        if !decisive.offered.isEmpty { facts["codecs_offered"] = .list(decisive.offered) }
        return facts
    }
}
