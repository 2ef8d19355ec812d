import DNS
import Diagnosis
import Net
import SIP

/// What the answers of all addresses come to: what a client would have met that tries them in order and moves on after
/// silence, a transport error and 503 (RFC 3263 4.3, RFC 3261 21.5.4).
struct OptionsVerdict {
    var transport: ServerLocator.Transport
    var results: [ExchangeResult]

    var measurement: Measurement {
        let decisive = results.first { !$0.movesOn } ?? results.first { $0.isAnswered } ?? results[0]
        let answered = results.filter(\.isAnswered)
        var facts = decisive.facts
        facts["transport"] = .text(transport.rawValue)
        facts["tried_targets"] = .number(results.count)
        facts["answered_targets"] = .number(answered.count)
        facts["targets"] = .list(results.map { "\($0.remote) \(transport): \($0.words)" })
        let dead = results.filter { !$0.isAnswered }
        if !dead.isEmpty {
            facts["dead_targets"] = .list(dead.map { "\($0.remote) \(transport): \($0.words)" })
        }
        let degraded = decisive.outcome == "answered" && (!dead.isEmpty || decisive.code == 503)
        return Measurement(
            decisive.outcome,
            "OPTIONS over \(transport.rawValue.uppercased()) to \(decisive.remote): \(decisive.words)",
            facts, status: degraded ? .warn : nil)
    }
}

extension ExchangeResult {
    var isAnswered: Bool { if case .answered = ending { true } else { false } }

    /// The final status code.
    var code: Int? { if case .answered(let response, _) = ending { response.statusCode } else { nil } }

    /// A client goes on to the next address after this.
    var movesOn: Bool { !isAnswered || code == 503 }

    /// The outcome word of `sip.options`.
    var outcome: String {
        switch ending {
        case .answered: "answered"
        case .timedOut where garbage != nil: "not_sip"
        case .timedOut where provisional != nil: "trying"
        case .timedOut where strays > 0: "mismatched"
        case .timedOut: connectMs == nil ? "timeout" : "silent"
        case .icmp(let error):
            switch Refusal(error, toward: remote.address) {
            // Over TCP a kernel answers a closed port with a reset; ICMP from the target is its firewall's REJECT.
            case .closed: isStream ? "rejected" : "refused"
            case .rejected: "rejected"
            case .unreachable: "unreachable"
            }
        case .local(let error):
            switch LocalRefusal(error) {
            case .denied: "denied"
            case .noRoute: "no_route"
            case .other: "error"
            }
        case .connectTimedOut: "connect_timeout"
        case .connectReset: "refused"
        case .disconnected: garbage == nil ? "closed" : "not_sip"
        case .notSIP: "not_sip"
        }
    }

    /// The outcome for people.
    var words: String {
        switch ending {
        case .answered(let response, _):
            return "\(response.statusCode ?? 0) \(response.reasonPhrase ?? "") in \(Int(elapsedMs.rounded())) ms"
        case .timedOut:
            switch outcome {
            case "not_sip": return "an answer that is not SIP"
            case "trying": return "100 Trying, then nothing in \(seconds)"
            case "mismatched": return "\(strays) responses, none of them to our request"
            case "silent": return "TCP connects, no SIP answer in \(seconds)"
            default: return "no answer in \(seconds)"
            }
        case .icmp(let error):
            return "ICMP \(error.words)" + (error.offender.map { " from \($0)" } ?? "")
        case .local(let error): return "not sent: \(error)"
        case .connectTimedOut(let syns): return "TCP does not connect in \(seconds) (\(syns) requests sent)"
        case .connectReset: return "TCP connection refused (reset)"
        case .disconnected(let reset):
            return "TCP connection \(reset ? "reset" : "closed") without an answer"
        case .notSIP: return "an answer that is not SIP"
        }
    }

    private var seconds: String { "\((elapsedMs / 100).rounded() / 10) s" }
}
