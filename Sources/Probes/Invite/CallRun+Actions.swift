import DNS
import Diagnosis
import Net
import SIP

/// What the call's machine wants done.
extension CallRun {
    /// Carries the actions out, and those that follow from a failure to do so.
    func perform(_ actions: [CallAction]) async {
        if call.isEnding, parting == nil {
            parting = nominal.adding(milliseconds: context.settings.timeoutMs)
            if !result.exchange.isAnswered { result.exchange.elapsedMs = elapsedMs }
        }
        var queue = actions[...]
        while let action = queue.popFirst() {
            result.record.note(action, afterMs: elapsedMs)
            switch action {
            case .send(let bytes, let destination): queue += await send(bytes, to: destination)
            case .start(let timer, let milliseconds): timers[timer] = nominal.adding(milliseconds: milliseconds)
            case .stop(let timer): timers[timer] = nil
            case .provisional(let response): provisional(response)
            case .retried(let response): challenged(response)
            case .answered(let response, _): answered(response)
            case .redirected(let response), .rejected(let response): rejected(response)
            case .remoteHungUp: await media.stop()
            case .asked(let request, answer: 200) where [.invite, .update].contains(request.method):
                media.changed(by: request)
            case .ended: await ended()
            case .timedOut, .transportFailed, .repeatedAnswer, .extraAnswer, .requestAnswered, .requestUnanswered,
                .asked, .stray, .terminated:
                break
            }
        }
    }

    private func send(_ bytes: [UInt8], to destination: CallDestination) async -> [CallAction] {
        let channel: any SIPChannel
        switch await routes.channel(to: destination) {
        case .success(let open): channel = open
        case .failure(let failure): return fail(destination, failure.ending)
        }
        if bytes == call.invite.bytes { await takeTurn(channel) }
        let instant = time.now
        let patience = instant.adding(milliseconds: context.settings.timeoutMs)
        if let ending = await channel.send(bytes, until: patience) { return fail(destination, ending) }
        if bytes == call.invite.bytes { result.exchange.sent += 1 }
        context.log.record(
            .sent, bytes, transport: channel.transport.rawValue, local: channel.local, remote: channel.remote,
            at: instant)
        return []
    }

    /// The first INVITE has had its turn before the way was opened. Retransmissions need none, nor do requests in the call.
    private func takeTurn(_ channel: any SIPChannel) async {
        guard call.inviteCount > invitesSent else { return }
        if invitesSent > 0 {
            _ = await context.turn(toward: channel.remote, isUrgent: true)
            nominal = time.now
        }
        invitesSent = call.inviteCount
        if channel.transport == .udp { context.calls.noteInvite(bytes: call.invite.bytes.count) }
        // How often this request was sent is what tells of loss.
        result.exchange.sent = 0
    }

    private func fail(_ destination: CallDestination, _ ending: ExchangeResult.Ending) -> [CallAction] {
        note(ending, of: destination)
        return call.handle(.transportError(destination))
    }

    private func provisional(_ response: Message) {
        if (response.statusCode ?? 0) > 100 { context.calls.noteRinging(of: call.plan.requestURI.description) }
        media.heard(response)
    }

    private func challenged(_ response: Message) {
        if [401, 407].contains(response.statusCode) {
            challengers.append("\(source, default: "?") \(response.remoteText(of: .server) ?? "")")
        }
        result.exchange.requestBytes = max(result.exchange.requestBytes, call.invite.bytes.count)
    }

    private func answered(_ response: Message) {
        settle(response)
        media.heard(response)
        // An answer that crossed our CANCEL is hung up at once: nothing could be measured.
        media.start(isKept: !call.isEnding)
    }

    private func rejected(_ response: Message) {
        challenged(response)
        if !call.isTakenBack { settle(response) }
    }

    /// The final answer, and who gave it.
    private func settle(_ response: Message) {
        guard let source else { return }
        result.exchange.settle(response, from: source, at: time)
        context.manners.heed(response, from: source.address)
        if let wish = response.retryAfter {
            context.calls.leaveAlone(call.plan.requestURI.description, forMs: 1000 * wish.seconds)
        }
        result.exchange.elapsedMs = elapsedMs
    }

    private func ended() async {
        await media.stop()
        hasEnded = true
        isDecided = true
        if !result.exchange.isAnswered, !call.isEnding { result.exchange.elapsedMs = elapsedMs }
        result.exchange.isCut = context.isCut(since: began)
        result.description = media.description
        result.media = media.result
        result.auth = authentication
    }

    private var authentication: AuthReading {
        guard let digest = call.digest else {
            return AuthReading(unanswered: result.record.answer.map { [$0] } ?? [])
        }
        return AuthReading(
            digest.record, user: context.settings.credentials?.username, refusal: call.refusal,
            challenged: challengers, isLoggedIn: !challengers.isEmpty && call.refusal == nil)
    }
}
