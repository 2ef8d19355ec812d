import DNS
import Diagnosis
import Net
import SIP

/// What arrives, as events of the call's machine.
extension CallRun {
    func take(_ event: SocketEvent, from destination: CallDestination) async {
        switch event {
        case .message(let message, let sender, let instant):
            source = sender
            let isElsewhere = message.isRequest && sender != routes.flow.remote
            let wasEnding = call.isEnding
            let actions = call.handle(
                .received(
                    message, from: isElsewhere ? Via.SentBy(host: sender.address.host, port: Int(sender.port)) : nil))
            var isStray = false
            for case .stray(_, let differing) in actions {
                isStray = true
                result.exchange.strays += 1
                result.exchange.differences.formUnion(differing)
            }
            if !isStray, !message.isRequest { patience = nil }
            if wasEnding, actions.contains(where: { if case .answered = $0 { true } else { false } }) {
                hasCrossed = true
            }
            log(.received, message.bytes, from: sender, at: instant, stray: isStray)
            await perform(actions)
        case .garbage(let bytes, let sender, let instant):
            result.exchange.garbage = result.exchange.garbage ?? bytes
            log(.received, bytes, from: sender, at: instant, stray: true)
        case .icmp(let error): await take(error, from: destination)
        case .broken(let bytes):
            result.exchange.garbage = bytes
            log(.received, bytes, at: time.now, stray: true)
            await failed(destination, .notSIP)
        case .disconnected(let reset): await failed(destination, .disconnected(reset: reset))
        case .stun: break
        }
    }

    private func take(_ error: ICMPError, from destination: CallDestination) async {
        guard error.endsExchange else {
            result.exchange.complaint = error
            return
        }
        if destination != .flow {
            await failed(destination, .icmp(error))
        } else if patience != nil {
            refusal = refusal ?? error
        }
    }

    /// Nothing more can be sent there.
    func failed(_ destination: CallDestination, _ ending: ExchangeResult.Ending) async {
        note(ending, of: destination)
        await perform(call.handle(.transportError(destination)))
    }

    /// A failure on the way of the INVITE is the call's, unless it has been answered; one on the way to Contact is
    /// evidence.
    func note(_ ending: ExchangeResult.Ending, of destination: CallDestination) {
        var failure = result.exchange
        failure.ending = ending
        if destination == .flow {
            failure.note(breakOf: routes.flow)
            if result.record.answer == nil { result.exchange = failure }
        } else {
            result.contactFailure = result.contactFailure ?? failure.words
        }
    }

    func log(
        _ direction: MessageLog.Direction, _ bytes: [UInt8], from sender: Endpoint? = nil, at instant: Instant,
        stray: Bool = false
    ) {
        let flow = routes.flow
        context.log.record(
            direction, bytes, transport: flow.transport.rawValue, local: flow.local, remote: sender ?? flow.remote,
            at: instant, stray: stray)
    }
}
