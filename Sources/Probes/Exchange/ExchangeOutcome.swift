import Net
import SIP
import TLS

/// What an exchange came to: the outcome words of `sip.options`, and a sentence for people.
extension ExchangeResult {
    var isAnswered: Bool { if case .answered = ending { true } else { false } }

    /// Takes note of the final answer that came now.
    mutating func settle(_ response: Message, from source: Endpoint, at time: any TimeSource) {
        ending = .answered(response, from: source)
        clockSkew = response.date.map { $0.unixSeconds - Int(time.unixMilliseconds / 1000) }
    }

    /// The final status code.
    var code: Int? { if case .answered(let response, _) = ending { response.statusCode } else { nil } }

    /// A client goes on to the next address after this.
    var movesOn: Bool { !isAnswered || code == 503 }

    /// Something left this host toward the address.
    var wasSent: Bool {
        switch ending {
        case .local: sent > 0 || connectMs != nil
        case .overLimit, .unwanted, .tooLate, .notBuilt: false
        default: true
        }
    }

    /// It was sent, and the run did not end before the patience for it.
    var isComplete: Bool { wasSent && outcome != "cut" }

    /// The outcome word of `sip.options`.
    var outcome: String {
        switch ending {
        case .answered: "answered"
        case .timedOut where isCut, .connectTimedOut where isCut: "cut"
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
        case .tls where isCut && tls?.failure?.fault == .silent: "cut"
        case .tls: "tls"
        case .webSocket(.silent) where isCut: "cut"
        case .webSocket(.silent): "silent"
        case .webSocket(.closed), .webSocket(.noRandomness): "closed"
        case .webSocket: "not_sip"
        case .notSIP: "not_sip"
        case .overLimit, .unwanted, .tooLate: "skipped"
        case .notBuilt: "error"
        }
    }

    /// The outcome for people.
    var words: String {
        switch ending {
        case .answered(let response, _):
            "\(response.statusCode ?? 0) \(response.reasonText) in \(Int(elapsedMs.rounded())) ms"
        case .timedOut where isCut, .connectTimedOut where isCut:
            "no answer in \(seconds), when the run ended before --timeout did"
        case .timedOut:
            switch outcome {
            case "not_sip": "an answer that is not SIP"
            case "trying": "100 Trying, then nothing in \(seconds)"
            case "mismatched": "\(strays) responses, none of them to our request"
            case "silent": "TCP connects, no SIP answer in \(seconds)"
            default: "no answer in \(seconds)"
            }
        case .icmp(let error): error.sentence
        case .local(let error): "not sent: \(error)"
        case .connectTimedOut(let syns): "TCP does not connect in \(seconds) (\(syns) SYN\(syns == 1 ? "" : "s"))"
        case .connectReset: "TCP connection refused (reset)"
        case .disconnected(let reset): "TCP connection \(reset ? "reset" : "closed") without an answer"
        case .tls: "TLS: \(tls?.complaint ?? "the handshake fails")"
        case .webSocket(let failure): "WebSocket: \(failure)"
        case .notSIP: "an answer that is not SIP"
        case .overLimit: "not asked: the run has sent all the requests that it may"
        case .unwanted(let seconds):
            "not asked: the server wants to be left alone for \(seconds) s more (Retry-After)"
        case .tooLate: "not asked: the run ended first"
        case .notBuilt: "not asked: no valid request can be made for it"
        }
    }

    private var seconds: String { "\((elapsedMs / 100).rounded() / 10) s" }
}
