/// Those who answer: early dialogs, the one that is kept, and forks (RFC 3261 13.2.2.4).
extension Call {
    /// Takes note of a provisional answer; false if it must be ignored.
    mutating func heard(_ response: Message, _ attempt: Int) -> Bool {
        guard response.statusCode != 100, let tag = response.to?.tag, !tag.isEmpty,
            let leg = leg(of: response, attempt), let number = response.reliableNumber
        else { return true }
        return acknowledge(number, of: response, leg)
    }

    /// A 2xx is acknowledged each time it comes. The first one is kept, every other is hung up at once.
    mutating func accepted(_ response: Message, _ attempt: Int) {
        guard let leg = leg(of: response, attempt) else { return }
        guard legs[leg].acknowledgement == nil else {
            sendAcknowledgement(leg)
            if leg == kept { tell(.repeatedAnswer(response)) }
            return
        }
        authenticator.note(response)
        let isAcceptable = confirm(leg, with: response)
        decided()
        guard attempt == attempts.count - 1, end == nil, kept == nil else {
            tell(.extraAnswer(response))
            sayBye(to: leg)
            return
        }
        kept = leg
        tell(.answered(response, legs[leg].dialog.id))
        if cause != nil {
            sayBye(to: leg)
        } else if !isAcceptable {
            hangUp(because: .offer)
        } else if plan.talkMs > 0 {
            start(.talk, afterMs: plan.talkMs)
        } else {
            hangUp(because: .talk)
        }
    }

    /// The ACK of a 2xx, with our answer if it is the 2xx that offers; false if there is no answer to that.
    private mutating func confirm(_ leg: Int, with response: Message) -> Bool {
        legs[leg].state = .up
        legs[leg].dialog.update(from: response)
        let body = legs[leg].responder.settle(with: response)
        legs[leg].responder.isConfirmed = true
        var ack = legs[leg].dialog.acknowledgement(of: attempts[legs[leg].attempt].request, via: plan.via)
        ack.headers += plan.identity
        ack.body = body
        legs[leg].acknowledgement = (try? ack.build())?.bytes ?? []
        sendAcknowledgement(leg)
        return !legs[leg].responder.isRefused
    }

    private mutating func sendAcknowledgement(_ leg: Int) {
        guard let bytes = legs[leg].acknowledgement, !bytes.isEmpty else { return }
        tell(.send(bytes, to: .uri(legs[leg].dialog.nextHop)))
    }

    /// The leg that the response comes from, made if it is new. At most 16 early and 32 in all: a server that sends
    /// more makes us send more than it does.
    private mutating func leg(of response: Message, _ attempt: Int) -> Int? {
        guard let dialog = Dialog(invite: attempts[attempt].request, response: response) else { return nil }
        if let known = legs.firstIndex(where: { $0.attempt == attempt && $0.dialog.id == dialog.id }) { return known }
        guard legs.count < (response.isProvisional ? 16 : 32) else { return nil }
        let responder = DialogResponder(contact: plan.contact, session: plan.offer, answer: plan.answer)
        legs.append(Leg(attempt: attempt, dialog: dialog, responder: responder))
        return legs.count - 1
    }
}
