import SIP

/// Requests on their way together whose answers are read for what they echo. An answer is told by its branch, Call-ID and
/// CSeq; its sent-by and its addresses may have been rewritten, which is the question.
struct EchoRound: Sendable {
    enum Action: Sendable, Equatable {
        case send([UInt8])
        /// Over UDP: repeat what is unanswered by then (RFC 3261 17.1.2.1, timer E).
        case wait(ms: Int)
    }

    /// In the order of the requests.
    private(set) var answers: [Message?]
    private let requests: [Message]
    private let isReliable: Bool
    private let timers = TimerSettings()
    private var interval: Int

    init(_ requests: [Message], isReliable: Bool) {
        self.requests = requests
        self.isReliable = isReliable
        answers = Array(repeating: nil, count: requests.count)
        interval = timers.t1
    }

    var isComplete: Bool { !answers.contains(nil) }

    mutating func start() -> [Action] { sendUnanswered() }

    mutating func timer() -> [Action] {
        interval = min(2 * interval, timers.t2)
        return sendUnanswered()
    }

    /// False for what answers none of them.
    mutating func receive(_ message: Message) -> Bool {
        guard let index = requests.firstIndex(where: { isAnswer(message, to: $0) }) else { return false }
        if answers[index] == nil, (message.statusCode ?? 0) >= 200 { answers[index] = message }
        return true
    }

    private func isAnswer(_ message: Message, to request: Message) -> Bool {
        guard case .stray(let differing) = ResponseMatcher(request: request).match(message) else { return true }
        return differing == [.sentBy]
    }

    private func sendUnanswered() -> [Action] {
        let waiting = zip(requests, answers).filter { $1 == nil }
        return waiting.map { .send($0.0.bytes) } + (isReliable || waiting.isEmpty ? [] : [.wait(ms: interval)])
    }
}
