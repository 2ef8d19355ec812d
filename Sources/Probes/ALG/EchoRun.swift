import DNS
import Diagnosis
import Net
import SIP

/// Sends rounds of requests over one open channel, so that all of them have one and the same source and destination.
@NetActor
final class EchoRun {
    private let channel: any SIPChannel
    private let context: ProbeContext
    private let limitMs: Int?
    /// Until when the round under way waits.
    private var patience: Instant
    private let mailbox: Mailbox<SocketEvent>
    /// Why nothing more can come.
    private(set) var ending: ExchangeResult.Ending?

    /// - Parameter limitMs: how long a round waits at most; nil: as for any exchange.
    init(_ channel: any SIPChannel, limitMs: Int? = nil, in context: ProbeContext) {
        self.channel = channel
        self.context = context
        self.limitMs = limitMs
        patience = context.patience
        mailbox = Mailbox(capacity: 256, time: context.network.time)
        channel.listen(branch: nil, callID: nil, into: mailbox)
    }

    /// The final answers in the order of the requests; nil where none came.
    func ask(_ requests: [Message]) async -> [Message?] {
        for _ in requests where !context.takeTransaction() {
            ending = .overLimit
            return requests.map { _ in nil }
        }
        for _ in requests {
            if let refusal = await context.turn(toward: channel.remote) {
                ending = refusal
                return requests.map { _ in nil }
            }
        }
        let own = limitMs.map { context.network.time.now.adding(milliseconds: $0) }
        patience = min(context.patience, own ?? context.patience)
        var round = EchoRound(requests, isReliable: channel.transport != .udp)
        var due = patience
        await perform(round.start(), &due)
        while !round.isComplete, ending == nil, !Task.isCancelled {
            guard let event = await mailbox.receive(until: min(due, patience)) else {
                guard due < patience, context.network.time.now < patience else { break }
                await perform(round.timer(), &due)
                continue
            }
            take(event, &round)
            if context.network.time.now >= patience { break }
        }
        return round.answers
    }

    /// Sends what is not answered: an ACK.
    func send(_ request: Message) async {
        var due = patience
        await perform([.send(request.bytes)], &due)
    }

    private func perform(_ actions: [EchoRound.Action], _ due: inout Instant) async {
        due = patience
        for action in actions {
            switch action {
            case .wait(let ms): due = context.network.time.now.adding(milliseconds: ms)
            case .send(let bytes):
                let instant = context.network.time.now
                ending = await channel.send(bytes, until: patience)
                guard ending == nil else { return }
                record(.sent, bytes, at: instant)
            }
        }
    }

    private func take(_ event: SocketEvent, _ round: inout EchoRound) {
        switch event {
        case .message(let message, let source, let instant):
            let isOurs = round.receive(message)
            if isOurs { context.manners.heed(message, from: channel.remote.address) }
            record(.received, message.bytes, from: source, at: instant, stray: !isOurs)
        case .garbage(let bytes, let source, let instant):
            record(.received, bytes, from: source, at: instant, stray: true)
        case .broken(let bytes):
            record(.received, bytes, at: context.network.time.now, stray: true)
            ending = .notSIP
        case .disconnected(let reset): ending = .disconnected(reset: reset)
        case .icmp(let error): if error.endsExchange { ending = .icmp(error) }
        case .stun: break
        }
    }

    private func record(
        _ direction: MessageLog.Direction, _ bytes: [UInt8], from source: Endpoint? = nil, at instant: Instant,
        stray: Bool = false
    ) {
        context.log.record(
            direction, bytes, transport: channel.transport.rawValue, local: channel.local,
            remote: source ?? channel.remote, at: instant, stray: stray)
    }
}
