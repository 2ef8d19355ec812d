/// Repeats our final answer to an INVITE of the other side until its ACK comes (RFC 3261 13.3.1.4, 17.2.1).
///
/// What it receives is the ACK.
package struct InviteServerTransaction: Transaction {
    package enum State: Hashable, Sendable {
        case initial, completed, terminated
    }

    /// The final answer.
    package let answer: Message
    package private(set) var state = State.initial
    private let isRepeated: Bool
    private let timers: TimerSettings
    private var interval: Int

    package init(answer: Message, isReliable: Bool, timers: TimerSettings = TimerSettings()) {
        self.answer = answer
        self.timers = timers
        // A 2xx is repeated over any transport: a proxy may forward it over another.
        isRepeated = !isReliable || (200..<300).contains(answer.statusCode ?? 0)
        interval = timers.t1
    }

    package var isTerminated: Bool { state == .terminated }

    package mutating func handle(_ event: TransactionEvent) -> [TransactionAction] {
        switch (state, event) {
        case (.initial, .start):
            state = .completed
            let repetition = isRepeated ? [TransactionAction.start(.g, afterMs: interval)] : []
            return [.send(answer.bytes), .start(.h, afterMs: timers.giveUp)] + repetition
        case (.completed, .received(let message)):
            return isAcknowledgement(message) ? [.stop(.g), .stop(.h)] + terminate() : []
        case (.completed, .timer(.g)):
            interval = min(2 * interval, timers.t2)
            return [.send(answer.bytes), .start(.g, afterMs: interval)]
        case (.completed, .timer(.h)):
            return [.stop(.g), .timedOut] + terminate()
        case (.completed, .transportError):
            return [.stop(.g), .stop(.h), .transportFailed] + terminate()
        default:
            return []
        }
    }

    /// The ACK has the INVITE's number, whether it came through the transaction or through the dialog.
    private func isAcknowledgement(_ message: Message) -> Bool {
        message.method == .ack && message.cseq?.number == answer.cseq?.number
    }

    private mutating func terminate() -> [TransactionAction] {
        state = .terminated
        return [.terminated]
    }
}
