/// RFC 3261 17.1.2.
package struct NonInviteClientTransaction: ClientTransaction {
    package enum State: Hashable, Sendable {
        case initial, trying, proceeding, completed, terminated
    }

    package let request: Message
    package private(set) var state = State.initial
    private let isReliable: Bool
    private let timers: TimerSettings
    private let matcher: ResponseMatcher
    private var interval: Int

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
        state = .trying
        let retransmission = isReliable ? [] : [TransactionAction.start(.e, afterMs: interval)]
        return [.send(request.bytes), .start(.f, afterMs: timers.giveUp)] + retransmission
    }

    private mutating func fired(_ timer: TransactionTimer) -> [TransactionAction] {
        switch (state, timer) {
        case (.trying, .e) where !isReliable, (.proceeding, .e) where !isReliable:
            interval = state == .proceeding ? timers.t2 : min(2 * interval, timers.t2)
            return [.send(request.bytes), .start(.e, afterMs: interval)]
        case (.trying, .f), (.proceeding, .f):
            return [.stop(.e), .timedOut] + terminate()
        case (.completed, .k):
            return terminate()
        default:
            return []
        }
    }

    private mutating func received(_ message: Message) -> [TransactionAction] {
        guard state != .initial, state != .terminated else { return [] }
        if case .stray(let differing) = matcher.match(message) { return [.stray(message, differing: differing)] }
        guard state != .completed else { return [] }
        if (message.statusCode ?? 0) < 200 {
            state = .proceeding
            return [.deliver(message)]
        }
        let actions: [TransactionAction] = [.stop(.e), .stop(.f), .deliver(message)]
        if isReliable { return actions + terminate() }
        state = .completed
        return actions + [.start(.k, afterMs: timers.t4)]
    }

    private mutating func transportError() -> [TransactionAction] {
        switch state {
        case .trying, .proceeding:
            return [.stop(.e), .stop(.f), .transportFailed] + terminate()
        case .initial, .completed, .terminated:
            return []
        }
    }

    private mutating func terminate() -> [TransactionAction] {
        state = .terminated
        return [.terminated]
    }
}
