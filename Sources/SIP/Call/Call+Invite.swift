/// The INVITE and its answers (RFC 3261 13.2).
extension Call {
    mutating func sendInvite() {
        let transaction = InviteClientTransaction(
            request: invite, isReliable: plan.isReliable, timers: plan.timers)
        begin(transaction, .invite(attempt: attempts.count - 1), to: .flow)
    }

    /// A response, to whichever of our requests.
    mutating func responded(_ response: Message) {
        let key = ResponseKey(response)
        if let id = exchanges.first(where: { $0.value.key == key })?.key {
            run(id, .received(response))
        } else if let attempt = attempts.lastIndex(where: { $0.matcher.match(response) == .match }) {
            // The transaction is over; a 2xx is acknowledged nevertheless, all else has been dealt with.
            if response.isSuccess { accepted(response, attempt) }
        } else if case .stray(let differing) = ResponseMatcher(request: invite).match(response) {
            tell(.stray(response, differing: differing))
        }
    }

    mutating func delivered(_ response: Message, to exchange: Exchange) {
        switch exchange.purpose {
        case .invite(let attempt):
            switch response.statusCode ?? 0 {
            case ..<200: provisional(response, attempt)
            case ..<300: accepted(response, attempt)
            default: rejected(response, attempt)
            }
        case .cancel, .question:
            if !response.isProvisional { finished(exchange, response) }
        case .answer:
            break
        }
    }

    private mutating func provisional(_ response: Message, _ attempt: Int) {
        let isFirst = !attempts[attempt].isProceeding
        attempts[attempt].isProceeding = true
        let isNews = heard(response, attempt)
        if isNews { tell(.provisional(response)) }
        if cause != nil {
            cancel()
        } else if isNews, response.isRinging, !hasRung {
            hasRung = true
            stop(.setup)
            if plan.ringMs > 0 { start(.ring, afterMs: plan.ringMs) } else { hangUp(because: .ring) }
        } else if isNews, response.hasProgressed, !hasRung, !hasProgressed {
            hasProgressed = true
            start(.setup, afterMs: plan.progressMs)
        } else if isFirst {
            start(.setup, afterMs: plan.setupMs)
        }
    }

    private mutating func rejected(_ response: Message, _ attempt: Int) {
        // The final answer to an earlier attempt has led to this one.
        guard attempt == attempts.count - 1, end == nil else { return }
        decided()
        for leg in legs.indices where legs[leg].state == .early { legs[leg].state = .gone }
        if cause == nil, retry(after: response) { return }
        switch response.statusCode ?? 0 {
        case 300..<400 where !hasCancelled:
            tell(.redirected(response))
            end = .redirected
        default:
            tell(.rejected(response))
            end = cancelled(response.statusCode) ?? .rejected
        }
    }

    /// How it ends if we have sent a CANCEL.
    private func cancelled(_ answer: Int?) -> CallEnd? {
        guard hasCancelled, let cause else { return nil }
        return .cancelled(cause, answer: answer)
    }

    /// The INVITE has its final answer, or will not get one.
    mutating func decided() {
        stop(.setup, .ring, .cancelled)
        if !isAborted { stop(.grace) }
    }

    /// Nobody answered, or nobody could be asked. A late answer is still looked out for.
    mutating func unanswered(_ attempt: Int, timedOut: Bool) {
        guard attempt == attempts.count - 1, end == nil else { return }
        decided()
        if timedOut { tell(.timedOut) }
        end = cancelled(nil) ?? (timedOut ? .timedOut : .transportFailed)
        start(.grace, afterMs: plan.graceMs)
    }
}

extension Message {
    var isProvisional: Bool { (100..<200).contains(statusCode ?? 0) }
    var isSuccess: Bool { (200..<300).contains(statusCode ?? 0) }
    var isRinging: Bool { statusCode == 180 }
    /// Forwarded, queued, or early media: a ringing tone, or an announcement of why the call will fail.
    var hasProgressed: Bool { (181..<190).contains(statusCode ?? 0) }
}
