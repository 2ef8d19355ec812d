import Net
import SIP

/// A called party at work: its timers run, and what it sends goes back to the caller.
@NetActor
final class ActiveCall {
    private(set) var party: CalledParty
    /// How the caller was last heard.
    private var way: SIPWay
    private let media: RTPEcho?
    private let time: any TimeSource
    private let send: @NetActor ([UInt8], SIPWay) -> Void
    private let changed: @NetActor (ActiveCall) -> Void
    private var timers: [PartyTimer: Timer] = [:]
    /// The party has nothing more to do.
    private(set) var isForgotten = false

    /// - Parameter changed: called after everything that happens.
    init(
        _ party: CalledParty, _ way: SIPWay, _ media: RTPEcho?, _ time: any TimeSource,
        send: @escaping @NetActor ([UInt8], SIPWay) -> Void, changed: @escaping @NetActor (ActiveCall) -> Void
    ) {
        self.party = party
        self.way = way
        self.media = media
        self.time = time
        self.send = send
        self.changed = changed
    }

    func start() {
        handle(.start, at: time.now)
    }

    func receive(_ message: Message, _ way: SIPWay) {
        self.way = way
        handle(.received(message, from: way.source, at: way.local), at: time.now)
    }

    func stop() {
        media?.stop()
        for timer in timers.values { timer.cancel() }
        timers = [:]
    }

    private func handle(_ event: PartyEvent, at nominal: Instant) {
        for action in party.handle(event) {
            switch action {
            case .send(let bytes): send(bytes, way)
            case .start(let timer, let milliseconds): set(timer, at: nominal.adding(milliseconds: milliseconds))
            case .stop(let timer): timers.removeValue(forKey: timer)?.cancel()
            case .forget: isForgotten = true
            }
        }
        if case .ended = party.record.state { media?.stop() }
        changed(self)
    }

    private func set(_ timer: PartyTimer, at deadline: Instant) {
        timers[timer]?.cancel()
        timers[timer] = time.schedule(at: deadline) { [weak self] in
            guard let self, timers.removeValue(forKey: timer) != nil else { return }
            handle(.timer(timer), at: deadline)
        }
    }
}
