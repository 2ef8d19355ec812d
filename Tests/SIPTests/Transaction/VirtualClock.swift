import SIP

/// Runs a transaction in virtual time and writes down what it does, and when.
struct VirtualClock<Machine: Transaction> {
    private(set) var transaction: Machine
    private(set) var now = 0
    private(set) var log: [String] = []
    private(set) var delivered: [Message] = []
    private(set) var sent: [[UInt8]] = []
    private var deadlines: [TransactionTimer: Int] = [:]

    init(_ transaction: Machine) {
        self.transaction = transaction
        handle(.start)
    }

    var timersRunning: Set<TransactionTimer> { Set(deadlines.keys) }

    /// Times in milliseconds at which something was sent.
    func times(of word: String) -> [Int] {
        log.compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            return parts.last.map(String.init) == word ? Int(parts[0]) : nil
        }
    }

    mutating func receive(_ message: Message, at time: Int) {
        run(until: time)
        now = time
        handle(.received(message))
    }

    mutating func fail(at time: Int) {
        run(until: time)
        now = time
        handle(.transportError)
    }

    /// Fires what is due before the time; at most 1,000 timers.
    mutating func run(until end: Int = 1_000_000) {
        for _ in 0..<1_000 {
            // Equal deadlines fire in the alphabet's order.
            let next = deadlines.min { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }
            guard let next, next.value <= end else { return }
            now = next.value
            deadlines[next.key] = nil
            handle(.timer(next.key))
        }
        log.append("\(now) endless")
    }

    private mutating func handle(_ event: TransactionEvent) {
        for action in transaction.handle(event) { perform(action) }
    }

    private mutating func perform(_ action: TransactionAction) {
        switch action {
        case .send(let bytes):
            sent.append(bytes)
            note("send \(word(of: bytes))")
        case .start(let timer, let after): deadlines[timer] = now + after
        case .stop(let timer): deadlines[timer] = nil
        case .deliver(let message):
            delivered.append(message)
            note("deliver \(message.statusCode ?? 0)")
        case .stray(_, let differing): note("stray \(differing.map(\.rawValue).sorted().joined(separator: " "))")
        case .timedOut: note("timed out")
        case .transportFailed: note("transport failed")
        case .terminated: note("terminated")
        }
    }

    /// The method of a request, the code of a response.
    private func word(of bytes: [UInt8]) -> String {
        let words = String(decoding: bytes.prefix { $0 != 0x0D }, as: UTF8.self).split(separator: " ")
        return String(words.first == "SIP/2.0" ? words[1] : words[0])
    }

    private mutating func note(_ text: String) {
        log.append("\(now) \(text)")
    }
}
