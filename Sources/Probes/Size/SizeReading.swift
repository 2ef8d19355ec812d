import Diagnosis
import Net

/// What a ladder came to, as the row of `path.size` names it.
@NetActor
struct SizeReading {
    var run: SizeRun
    var answeredBefore: Int
    private var ladder: SizeLadder { run.ladder }

    var measurement: Measurement { Measurement(outcome, "Sizes over UDP to \(run.remote): \(words)", facts) }

    private var outcome: String {
        ladder.verdict == .clear && run.complaint != nil ? "mtu_learned" : ladder.verdict.rawValue
    }

    private var words: String {
        let (passes, dies) = (ladder.passesBytes ?? 0, ladder.diesFrom ?? 0)
        let largest = ladder.sizes.last ?? 0
        switch outcome {
        case "clear": return "all are answered, up to \(largest) bytes"
        case "mtu_learned":
            return "all are answered, up to \(largest) bytes; a router told its MTU of \(run.complaint?.mtu ?? 0)"
        case "fragments_dropped": return "answered up to \(passes) bytes; fragments, from \(dies) on, get no answer"
        case "black_hole": return "answered up to \(passes) bytes; from \(dies) on no answer, unless cut into fragments"
        case "server_limit": return "answered up to \(passes) bytes; from \(dies) on the server takes none"
        case "too_large": return "answered up to \(passes) bytes; from \(dies) on no answer, in whatever packets"
        case "fell_silent": return "the server has fallen silent, after \(answeredBefore) answers"
        default: return "some get no answer, and by no rule"
        }
    }

    private var facts: [String: Value] {
        var facts: [String: Value] = [
            "remote": .text("\(run.remote)"),
            "sizes": .list(ladder.sizes.map(describe)),
            "asked": .number(run.asked),
            "resent": .number(ladder.resent),
            "packet_bytes": .number(ladder.packetBytes),
            "invite": .text(invite),
        ]
        facts["passes_bytes"] = ladder.passesBytes.map { .number($0) }
        facts["dies_from"] = ladder.diesFrom.map { .number($0) }
        facts["dies_to"] = ladder.dead.last.map { .number($0) }
        if let from = ladder.diesFrom {
            facts["tcp"] = tcp(from)
            if case .refused(let code) = ladder.fate(from) { facts["code"] = .number(code) }
        }
        facts["limit"] = outcome == "server_limit" ? .text(ladder.dead.isEmpty ? "told" : "silent") : nil
        facts["mtu"] = run.complaint?.mtu.map { .number($0) }
        facts["mtu_from"] = run.complaint?.offender.map { .text("\($0)") }
        facts["invite_bytes"] = run.invite.map { .number($0) }
        if outcome == "fell_silent" { facts["answered_before"] = .number(answeredBefore) }
        return facts
    }

    private var invite: String {
        guard let bytes = run.invite else { return "unknown" }
        switch ladder.fate(bytes) {
        case .answered: return "passes"
        case .refused, .silent: return "dies"
        case .unknown: return "unknown"
        }
    }

    private func tcp(_ bytes: Int) -> Value {
        switch ladder.fate(bytes, .tcp) {
        case .answered: .text("answered")
        case .refused: .text("refused")
        case .silent: .text("silent")
        case .unknown: .text("unavailable")
        }
    }

    private func describe(_ bytes: Int) -> String {
        let ways: [(SizeLadder.Step.Way, String)] = [(.usual, ""), (.fragments, "in fragments "), (.tcp, "over TCP ")]
        let parts = ways.compactMap { way, name -> String? in
            switch ladder.fate(bytes, way) {
            case .answered: "\(name)answered"
            case .refused(let code): "\(name)refused (\(code))"
            case .silent: "\(name)no answer"
            case .unknown: way == .usual ? "not asked" : nil
            }
        }
        return "\(bytes) bytes: \(parts.joined(separator: ", "))"
    }
}
