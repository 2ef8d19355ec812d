import DNS
import Net
import SIP

/// What one call to one address came to.
struct CallResult: Sendable {
    /// The way there and back: the connection, what was sent, how it failed.
    var exchange: ExchangeResult
    var record = CallRecord()
    var auth = AuthReading()
    var description: DescriptionReading?
    var media: MediaResult?
    var transport = ServerLocator.Transport.udp
    /// Why nothing could be sent to where Contact or Record-Route lead.
    var contactFailure: String?
    /// The codecs of the offer that went with the INVITE.
    var offered: [String] = []
    /// How long it was to ring, milliseconds.
    var ringMs = 0
    /// Too large for UDP, so this was tried over TCP first (RFC 3261 18.1.1).
    var isTCPFirst = false

    /// The outcome word of `sip.invite`.
    var outcome: String {
        switch record.end {
        case .cancelled(let cause, _) where record.progress == .trying || record.progress == .none:
            return cause == .abort ? "cut" : "trying"
        case .cancelled(.ring, _) where ringMs > 0, .cancelled(.setup, _) where ringMs > 0: return "unanswered"
        case .cancelled: return "ringing"
        case .abandoned(.abort): return "cut"
        case .hungUp, .remoteHungUp: return "answered"
        case .rejected, .redirected: return "response"
        case .abandoned, .timedOut, .transportFailed, nil: return exchange.outcome
        }
    }

    /// A client goes on to the next address after this (RFC 3263 4.3): silence, a transport error and 503.
    var movesOn: Bool {
        switch outcome {
        case "response": code == 503
        case "answered", "ringing", "unanswered", "trying", "cut", "skipped", "error": false
        default: true
        }
    }

    /// The code that the call came to: of its final answer, or of the ringing one where we took the call back.
    var code: Int? {
        if record.isCancelled, let last = record.provisionals.last(where: { $0.code > 100 }) { return last.code }
        return record.answer?.statusCode
    }

    /// What became of the call, in words.
    var words: String { fate + doubt }

    /// A call that may not have ended is told: somebody has to look at that phone.
    private var doubt: String {
        switch record.end {
        case .cancelled where record.unanswered.contains(.cancel): "; it may still ring, as its end was not confirmed"
        case .hungUp where record.unanswered.contains(.bye): "; it may still be up, as the BYE was not answered"
        default: ""
        }
    }

    private var fate: String {
        let rang = record.postDialMs.map { " after \(Int($0.rounded())) ms" } ?? ""
        switch outcome {
        case "answered":
            let last = record.answer
            let crossed = record.isCrossed ? " while it was being taken back" : ""
            let heard = [description?.agreement?.codec.name, media?.words].compactMap { $0 }.joined(separator: ", ")
            return "answered\(crossed), \(last?.statusCode ?? 200) \(last?.reasonText ?? "") in \(milliseconds)"
                + (heard.isEmpty ? "" : "; \(heard)")
        case "ringing": return "\(progressWords)\(rang), and was taken back"
        case "unanswered": return "\(progressWords)\(rang), and nobody took it in \(ringMs / 1000) s"
        case "response": return "\(code ?? 0) \(record.answer?.reasonText ?? "") in \(milliseconds)"
        case "trying": return "100 Trying, then nothing in \((exchange.elapsedMs / 100).rounded() / 10) s"
        default: return exchange.words
        }
    }

    private var progressWords: String {
        record.progress == .ringing ? "rang" : "made progress (\(code ?? 183))"
    }

    private var milliseconds: String { "\(Int(exchange.elapsedMs.rounded())) ms" }
}
