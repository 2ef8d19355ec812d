import Net
import SIP

/// What the caller sends.
extension CalledParty {
    /// - Parameter local: which of the server's addresses it was sent to.
    mutating func received(_ request: Message, at local: Endpoint) -> [PartyAction] {
        guard let method = request.method else { return [] }
        note { $0.received.append(method) }
        // An ACK for a 2xx is the dialog's, even with the INVITE's branch.
        if isOfInvite(request), method != .ack || phase == .refused { return receivedOfInvite(request, method) }
        if let bytes = given[key(of: request)] { return [.send(bytes)] }
        guard let leg = leg(of: request) else { return [] }
        let wrongs = DialogChecks(leg: legs[leg], script, setting).wrongs(of: request, at: local)
        note { $0.wrongs += wrongs }
        if method != .ack { legs[leg].remoteCSeq = max(legs[leg].remoteCSeq, request.cseq?.number ?? 0) }
        return receivedInDialog(request, method, leg)
    }

    /// A repeated INVITE, its CANCEL, the ACK for its refusal.
    private mutating func receivedOfInvite(_ request: Message, _ method: SIP.Method) -> [PartyAction] {
        switch method {
        case .invite where phase != .accepted: return lastResponse.map { [.send($0)] } ?? []
        case .ack where phase == .refused:
            refusal = nil
            note { $0.refusalIsAcknowledged = true }
            return stops(of: .refusal)
        case .cancel:
            if let bytes = given[key(of: request)] { return [.send(bytes)] }
            if lastResponse == nil { note { $0.wrongs.append("CANCEL: no provisional answer had come") } }
            return cancel(request)
        default: return []
        }
    }

    private mutating func cancel(_ request: Message) -> [PartyAction] {
        guard phase == .proceeding else { return give(SIPReply(200), to: request, from: 0) }
        switch script.cancellation {
        case .ends:
            let ok = give(SIPReply(200), to: request, from: 0)
            return ok + refuse(SIPReply(487), as: .cancelled)
        case .crosses:
            let answers = accept()
            return answers + give(SIPReply(200), to: request, from: 0)
        case .ignored: return give(SIPReply(200), to: request, from: 0)
        }
    }

    private mutating func receivedInDialog(_ request: Message, _ method: SIP.Method, _ leg: Int) -> [PartyAction] {
        switch method {
        case .ack: return acknowledged(by: request, leg)
        case .bye: return hungUp(by: request, leg)
        case .prack: return received(prack: request, leg)
        case .invite:
            guard legs[leg].state == .up else { return give(SIPReply(481), to: request, from: leg) }
            return accept(request, from: leg)
        default:
            guard case .ended = legs[leg].state else { return give(SIPReply(200), to: request, from: leg) }
            return give(SIPReply(481), to: request, from: leg)
        }
    }

    private mutating func acknowledged(by ack: Message, _ leg: Int) -> [PartyAction] {
        let isFirst = !legs[leg].isAcknowledged
        legs[leg].isAcknowledged = true
        let awaitsAnswer = isFirst && invite.bodyBytes.isEmpty && script.terms.answer != .none
        note { record in
            if awaitsAnswer { record.lateAnswer = Array(ack.bodyBytes) }
            if awaitsAnswer, ack.bodyBytes.isEmpty { record.wrongs.append("ACK: the media answer is missing") }
        }
        guard legs[leg].state == .up else { return [] }
        let requests = isFirst ? script.inCall : []
        let planned = requests.enumerated().map { PartyAction.start(.inCall(leg: leg, $0), afterMs: $1.afterMs) }
        if script.losesACK { return planned }
        legs[leg].acceptance = nil
        return stops(of: .acceptance(leg: leg)) + planned
    }

    private mutating func hungUp(by bye: Message, _ leg: Int) -> [PartyAction] {
        switch legs[leg].state {
        case .up:
            let actions = end(leg, as: .byCaller)
            return actions + give(SIPReply(200), to: bye, from: leg)
        case .ringing:
            // An early dialog: the others ring on (RFC 3261 15.1.2).
            let ok = give(SIPReply(200), to: bye, from: leg)
            legs[leg].state = .ended(.cancelled)
            return legs.contains { $0.state == .ringing } ? ok : ok + refuse(SIPReply(487), as: .cancelled)
        case .ended(.byCallee), .ended(.noACK): return give(SIPReply(200), to: bye, from: leg)
        case .ended: return give(SIPReply(481), to: bye, from: leg)
        }
    }

    private mutating func received(prack: Message, _ leg: Int) -> [PartyAction] {
        guard legs[leg].provisional != nil, let cseq = invite.cseq, prack.rAck == RAck(legs[leg].rseq, cseq) else {
            return give(SIPReply(481), to: prack, from: leg)
        }
        legs[leg].provisional = nil
        let ok = give(SIPReply(200), to: prack, from: leg) + stops(of: .provisional(leg: leg))
        return legs.contains { $0.provisional != nil } ? ok : ok + planStep()
    }
}
