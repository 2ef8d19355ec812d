import SIP

/// What is due: repetitions, giving up, requests of the script.
extension CalledParty {
    mutating func fired(_ timer: PartyTimer) -> [PartyAction] {
        switch timer {
        case .step: return takeStep()
        case .again(let awaited): return again(awaited)
        case .giveUp(let awaited): return giveUp(awaited)
        case .inCall(let leg, let number):
            guard legs[leg].state == .up else { return [] }
            return send(script.inCall[number], in: leg)
        case .transaction(let branch, let timer):
            guard var transaction = transactions[branch] else { return [] }
            let actions = transaction.handle(.timer(timer))
            transactions[branch] = transaction
            return perform(actions, of: branch)
        case .forget: return []
        }
    }

    private mutating func again(_ awaited: Awaited) -> [PartyAction] {
        func repeated(_ repetition: inout Repetition?) -> [PartyAction] {
            guard let bytes = repetition?.bytes, let wait = repetition?.wait() else { return [] }
            return [.send(bytes), .start(.again(awaited), afterMs: wait)]
        }
        return switch awaited {
        case .refusal: repeated(&refusal)
        case .acceptance(let leg): repeated(&legs[leg].acceptance)
        case .provisional(let leg): repeated(&legs[leg].provisional)
        }
    }

    private mutating func giveUp(_ awaited: Awaited) -> [PartyAction] {
        let stop = [PartyAction.stop(.again(awaited))]
        switch awaited {
        case .refusal:
            refusal = nil
            return stop
        case .acceptance(let leg):
            // RFC 3261 13.3.1.4: the session is not to be left standing.
            legs[leg].acceptance = nil
            guard legs[leg].state == .up else { return stop }
            return stop + hangUp(leg, as: .noACK)
        case .provisional(let leg):
            // RFC 3262 3: the INVITE is rejected with a 5xx.
            legs[leg].provisional = nil
            return phase == .proceeding ? stop + refuse(SIPReply(504)) : stop
        }
    }

    // MARK: - Requests of our own

    mutating func hangUp(_ leg: Int, as ending: CallRecord.Ending, _ headers: [Header] = []) -> [PartyAction] {
        let actions = end(leg, as: ending)
        return actions + send(InCall(.bye, afterMs: 0, headers), in: leg)
    }

    /// The dialog is over: nothing more is sent in it, but for a BYE.
    mutating func end(_ leg: Int, as ending: CallRecord.Ending) -> [PartyAction] {
        legs[leg].state = .ended(ending)
        legs[leg].acceptance = nil
        return stops(of: .acceptance(leg: leg)) + script.inCall.indices.map { .stop(.inCall(leg: leg, $0)) }
    }

    private mutating func send(_ request: InCall, in leg: Int) -> [PartyAction] {
        if request.method == .bye, legs[leg].state == .up { return hangUp(leg, as: .byCallee, request.headers) }
        var body: Body?
        if request.method == .invite, case .body(let media) = negotiated { body = media }
        guard let message = legs[leg].request(request.method, request.headers, body: body, setting),
            let branch = message.topVia?.branch
        else { return [] }
        var transaction: any ClientTransaction =
            request.method == .invite
            ? InviteClientTransaction(request: message, isReliable: setting.isReliable, timers: setting.timers)
            : NonInviteClientTransaction(request: message, isReliable: setting.isReliable, timers: setting.timers)
        let actions = transaction.handle(.start)
        transactions[branch] = transaction
        return perform(actions, of: branch)
    }

    /// A response to a request of ours.
    mutating func answered(by response: Message) -> [PartyAction] {
        guard let branch = response.topVia?.branch, var transaction = transactions[branch] else { return [] }
        let actions = transaction.handle(.received(response))
        transactions[branch] = transaction
        return perform(actions, of: branch)
    }

    private mutating func perform(_ actions: [TransactionAction], of branch: String) -> [PartyAction] {
        actions.flatMap { action -> [PartyAction] in
            switch action {
            case .send(let bytes): return [.send(bytes)]
            case .start(let timer, let milliseconds):
                return [.start(.transaction(branch, timer), afterMs: milliseconds)]
            case .stop(let timer): return [.stop(.transaction(branch, timer))]
            case .deliver(let response): return delivered(response, of: branch)
            case .terminated:
                transactions[branch] = nil
                return []
            case .stray, .timedOut, .transportFailed: return []
            }
        }
    }

    private mutating func delivered(_ response: Message, of branch: String) -> [PartyAction] {
        guard let request = transactions[branch]?.request, let method = request.method, let code = response.statusCode,
            code >= 200
        else { return [] }
        note { $0.answers[method] = code }
        guard method == .invite, code < 300, let leg = legs.firstIndex(where: { $0.tag == request.from?.tag }),
            let ack = legs[leg].request(.ack, acknowledging: request, setting)
        else { return [] }
        return [.send(ack.bytes)]
    }
}
