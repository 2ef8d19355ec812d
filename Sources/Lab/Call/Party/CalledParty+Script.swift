import SIP

/// The INVITE, step by step: provisional answers, then the outcome.
extension CalledParty {
    mutating func start() -> [PartyAction] {
        note { record in
            record.received.append(.invite)
            if record.invite.contacts.isEmpty { record.wrongs.append("INVITE: there is no Contact") }
        }
        if let refusal = CallChecks(script: script).refusal(of: invite) { return refuse(refusal) }
        if case .refusal(let reply) = negotiated, script.outcome == .answers { return refuse(reply) }
        return planStep()
    }

    mutating func takeStep() -> [PartyAction] {
        guard phase == .proceeding else { return [] }
        guard stepsTaken < script.provisionals.count else {
            switch script.outcome {
            case .rings: return []
            case .answers: return accept()
            case .refuses(let reply): return refuse(reply)
            }
        }
        let provisional = script.provisionals[stepsTaken]
        stepsTaken += 1
        let actions = send(provisional)
        // What is sent reliably must have come before more is said.
        return legs.contains { $0.provisional != nil } ? actions : actions + planStep()
    }

    func planStep() -> [PartyAction] {
        if stepsTaken < script.provisionals.count {
            return [.start(.step, afterMs: script.provisionals[stepsTaken].afterMs)]
        }
        return script.outcome == .rings ? [] : [.start(.step, afterMs: script.ringMs)]
    }

    private mutating func send(_ provisional: Provisional) -> [PartyAction] {
        guard provisional.code > 100 else {
            lastResponse = response(SIPReply(100), to: invite, from: nil)
            return lastResponse.map { [.send($0)] } ?? []
        }
        let isReliable = script.requires100rel
        var actions: [PartyAction] = []
        for index in legs.indices where legs[index].state == .ringing {
            var headers = routeHeaders
            if isReliable {
                legs[index].rseq += 1
                headers += [Header(.require, "100rel"), Header(.rSeq, String(legs[index].rseq))]
            }
            let reply = SIPReply(provisional.code, headers)
            guard
                let bytes = response(
                    reply, to: invite, from: index, as: legs[index].contact,
                    body: provisional.hasMedia ? mediaBody : nil)
            else { continue }
            lastResponse = bytes
            actions.append(.send(bytes))
            if isReliable {
                var repetition = Repetition(bytes, setting.timers, longestMs: setting.timers.giveUp)
                actions += waits(for: .provisional(leg: index), &repetition)
                legs[index].provisional = repetition
            }
        }
        return actions
    }

    /// Every device that still rings is picked up: a 200 each.
    mutating func accept() -> [PartyAction] {
        phase = .accepted
        var actions: [PartyAction] = [.stop(.step)]
        for index in legs.indices where legs[index].state == .ringing {
            legs[index].state = .up
            actions += stopProvisional(of: index)
            actions += accept(invite, from: index)
        }
        return actions
    }

    /// A 200 to the INVITE or to a later one of the dialog, until its ACK comes.
    mutating func accept(_ invite: Message, from index: Int) -> [PartyAction] {
        var headers = [Header(.allow, Self.allowed), Header(.supported, "100rel, timer")]
        if invite.to?.tag == nil { headers = routeHeaders + headers }
        if script.minSE != nil, let seconds = invite.sessionExpires?.seconds {
            headers.append(Header(.sessionExpires, SessionExpires(seconds, refresher: .uas).description))
        }
        let reply = SIPReply(200, headers)
        guard
            let bytes = response(reply, to: invite, from: index, as: legs[index].contact, body: mediaBody)
        else { return [] }
        var repetition = Repetition(bytes, setting.timers, longestMs: setting.timers.t2)
        let waits = waits(for: .acceptance(leg: index), &repetition)
        legs[index].acceptance = repetition
        return [.send(bytes)] + waits
    }

    /// The whole call ends with this answer.
    mutating func refuse(_ reply: SIPReply, as ending: CallRecord.Ending? = nil) -> [PartyAction] {
        phase = .refused
        var actions: [PartyAction] = [.stop(.step)]
        for index in legs.indices {
            legs[index].state = .ended(ending ?? .refused(reply.code))
            actions += stopProvisional(of: index)
        }
        note { $0.refusal = reply.code }
        guard let bytes = response(reply, to: invite, from: 0) else { return actions }
        lastResponse = bytes
        var repetition = Repetition(bytes, setting.timers, longestMs: setting.timers.t2)
        // On a stream nothing is repeated, and the ACK is awaited all the same.
        let waits = waits(for: .refusal, &repetition).filter { !setting.isReliable || $0.isGivingUp }
        refusal = repetition
        return actions + [.send(bytes)] + waits
    }

    func stopProvisional(of index: Int) -> [PartyAction] {
        legs[index].provisional == nil ? [] : stops(of: .provisional(leg: index))
    }

    static var allowed: String { "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, INFO, UPDATE" }

    private var mediaBody: Body? {
        guard case .body(let body) = negotiated else { return nil }
        return body
    }

    private var routeHeaders: [Header] {
        script.recordRoute.map { Header(.recordRoute, NameAddress(uri: setting.proxy($0)).description) }
    }

    // MARK: - Waiting for the caller

    func waits(for awaited: Awaited, _ repetition: inout Repetition) -> [PartyAction] {
        [
            .start(.again(awaited), afterMs: repetition.wait()),
            .start(.giveUp(awaited), afterMs: setting.timers.giveUp),
        ]
    }

    func stops(of awaited: Awaited) -> [PartyAction] {
        [.stop(.again(awaited)), .stop(.giveUp(awaited))]
    }
}

extension PartyAction {
    fileprivate var isGivingUp: Bool {
        if case .start(.giveUp, _) = self { true } else { false }
    }
}
