/// RFC 3261 17.1.1 with the Accepted state of RFC 6026.
package struct InviteClientTransaction: ClientTransaction {
    package enum State: Hashable, Sendable {
        case initial, calling, proceeding, completed, accepted, terminated
    }

    package let request: Message
    package private(set) var state = State.initial
    private let isReliable: Bool
    private let timers: TimerSettings
    private let matcher: ResponseMatcher
    private var interval: Int
    private var acknowledgement: [TransactionAction] = []

    package init(request: Message, isReliable: Bool, timers: TimerSettings = TimerSettings()) {
        self.request = request
        self.isReliable = isReliable
        self.timers = timers
        matcher = ResponseMatcher(request: request)
        interval = timers.t1
    }

    package var isTerminated: Bool { state == .terminated }

    package mutating func handle(_ event: TransactionEvent) -> [TransactionAction] {
        switch event {
        case .start: start()
        case .received(let message): received(message)
        case .timer(let timer): fired(timer)
        case .transportError: transportError()
        }
    }

    private mutating func start() -> [TransactionAction] {
        guard state == .initial else { return [] }
        state = .calling
        let retransmission = isReliable ? [] : [TransactionAction.start(.a, afterMs: interval)]
        return [.send(request.bytes), .start(.b, afterMs: timers.giveUp)] + retransmission
    }

    private mutating func fired(_ timer: TransactionTimer) -> [TransactionAction] {
        switch (state, timer) {
        case (.calling, .a) where !isReliable:
            interval *= 2
            // The next one would come when timer B has long given up.
            guard interval < timers.giveUp else { return [.send(request.bytes)] }
            return [.send(request.bytes), .start(.a, afterMs: interval)]
        case (.calling, .b):
            return [.stop(.a), .timedOut] + terminate()
        case (.completed, .d), (.accepted, .m):
            return terminate()
        default:
            return []
        }
    }

    private mutating func received(_ message: Message) -> [TransactionAction] {
        guard state != .initial, state != .terminated else { return [] }
        if case .stray(let differing) = matcher.match(message) { return [.stray(message, differing: differing)] }
        switch message.statusCode ?? 0 {
        case ..<200: return provisional(message)
        case ..<300: return accepted(message)
        default: return rejected(message)
        }
    }

    private mutating func provisional(_ message: Message) -> [TransactionAction] {
        switch state {
        case .calling:
            state = .proceeding
            return [.stop(.a), .stop(.b), .deliver(message)]
        case .proceeding:
            return [.deliver(message)]
        default:
            return []
        }
    }

    private mutating func accepted(_ message: Message) -> [TransactionAction] {
        switch state {
        case .calling, .proceeding:
            let stops = stopsOfCalling
            state = .accepted
            return stops + [.deliver(message), .start(.m, afterMs: timers.giveUp)]
        case .accepted, .completed:
            // After a rejection too: a fork that answers must be acknowledged and hung up by the caller.
            return [.deliver(message)]
        case .initial, .terminated:
            return []
        }
    }

    private mutating func rejected(_ message: Message) -> [TransactionAction] {
        switch state {
        case .calling, .proceeding:
            let stops = stopsOfCalling
            state = .completed
            // A request that was built can be acknowledged; of one that was not, nothing is sent.
            acknowledgement = (try? request.acknowledgement(of: message)).map { [.send($0.bytes)] } ?? []
            let actions = stops + acknowledgement + [.deliver(message)]
            return actions + (isReliable ? terminate() : [.start(.d, afterMs: TimerSettings.completed)])
        case .completed:
            return acknowledgement
        default:
            return []
        }
    }

    private mutating func transportError() -> [TransactionAction] {
        switch state {
        case .calling, .proceeding:
            return stopsOfCalling + [.transportFailed] + terminate()
        case .completed:
            return [.stop(.d), .transportFailed] + terminate()
        case .initial, .accepted, .terminated:
            return []
        }
    }

    private var stopsOfCalling: [TransactionAction] {
        state == .calling ? [.stop(.a), .stop(.b)] : []
    }

    private mutating func terminate() -> [TransactionAction] {
        state = .terminated
        return [.terminated]
    }
}
