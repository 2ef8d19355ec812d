/// A call that we place, from its INVITE to the last repetition of an answer, as a pure value: events in, actions out.
///
/// Every state has a timer, so the call ends whatever the other side does: it is over when it has ended and no timer
/// runs any more.
package struct Call: Sendable {
    package let plan: CallPlan
    package internal(set) var isOver = false

    /// The last is the current one.
    var attempts: [Attempt]
    var legs: [Leg] = []
    /// The leg that is talked to.
    var kept: Int?
    var exchanges: [Int: Exchange] = [:]
    var memory = AnswerMemory()
    var authenticator: Authenticator
    /// What a 422 has demanded.
    var sessionHeaders: [Header] = []
    /// Set once we want the call to end.
    var cause: HangUpCause?
    /// Set once it is decided; told when no leg is up.
    var end: CallEnd?
    var hasCancelled = false
    var hasRung = false
    var hasProgressed = false
    var isAborted = false

    private(set) var hasStarted = false
    private var hasEnded = false
    /// In the order of their starts.
    private var running: [CallTimer] = []
    private var actions: [CallAction] = []
    private var exchangeCount = 0

    package init(_ plan: CallPlan, digest: DigestClient? = nil) throws(BuildError) {
        self.plan = plan
        authenticator = Authenticator(digest)
        var invite = plan.invite(plan.cseq)
        invite.headers += authenticator.known(for: invite)
        attempts = [Attempt(try invite.build())]
    }

    /// To go on with its nonces.
    package var digest: DigestClient? { authenticator.client }
    /// Why a challenge was not answered.
    package var refusal: DigestRefusal? { authenticator.refusal }

    /// The current INVITE.
    package var invite: Message { attempts[attempts.count - 1].request }

    /// It is being taken back or hung up.
    package var isEnding: Bool { cause != nil }
    /// What its INVITE is answered with from here on is owed to our CANCEL, unless it is a 2xx.
    package var isTakenBack: Bool { hasCancelled }

    /// INVITEs made so far.
    package var inviteCount: Int { attempts.count }

    package mutating func handle(_ event: CallEvent) -> [CallAction] {
        guard !isOver else { return [] }
        switch event {
        case .start: start()
        case .received(let message, let source): received(message, from: source)
        case .timer(let timer): fired(timer)
        case .hangUp: hangUp(because: .hangUp)
        case .abort: abort()
        case .transportError(let destination): failed(destination)
        }
        settle()
        defer { actions = [] }
        return actions
    }

    private mutating func start() {
        guard !hasStarted else { return }
        hasStarted = true
        sendInvite()
    }

    private mutating func received(_ message: Message, from source: Via.SentBy?) {
        guard hasStarted else { return }
        if message.isRequest { asked(message, from: source) } else { responded(message) }
    }

    private mutating func fired(_ timer: CallTimer) {
        guard let index = running.firstIndex(of: timer) else { return }
        running.remove(at: index)
        switch timer {
        case .transaction(let id, let timer): run(id, .timer(timer))
        case .setup: hangUp(because: .setup)
        case .ring: hangUp(because: .ring)
        case .talk: hangUp(because: .talk)
        case .cancelled: giveUpCancelled()
        case .grace: giveUp()
        }
    }

    private mutating func failed(_ destination: CallDestination) {
        tell(.transportFailed(destination))
        for id in exchanges.keys.sorted() where exchanges[id]?.destination == destination { run(id, .transportError) }
    }

    /// Says once that the call has ended, and ends it when nothing can follow.
    private mutating func settle() {
        if !hasEnded, let end, !legs.contains(where: \.isUp) {
            hasEnded = true
            tell(.ended(end))
        }
        guard hasEnded, isAborted || running.isEmpty else { return }
        for timer in running { stop(timer) }
        isOver = true
        tell(.terminated)
    }
}

extension Call {
    mutating func tell(_ action: CallAction) {
        actions.append(action)
    }

    mutating func start(_ timer: CallTimer, afterMs milliseconds: Int) {
        if !running.contains(timer) { running.append(timer) }
        tell(.start(timer, afterMs: milliseconds))
    }

    mutating func stop(_ timers: CallTimer...) {
        for timer in timers {
            guard let index = running.firstIndex(of: timer) else { continue }
            running.remove(at: index)
            tell(.stop(timer))
        }
    }

    /// Begins a transaction.
    mutating func begin(_ transaction: any Transaction, _ purpose: Purpose, to destination: CallDestination) {
        exchangeCount += 1
        exchanges[exchangeCount] = Exchange(transaction, purpose, to: destination)
        run(exchangeCount, .start)
    }

    mutating func run(_ id: Int, _ event: TransactionEvent) {
        guard let todo = exchanges[id]?.transaction.handle(event), let exchange = exchanges[id] else { return }
        if exchange.transaction.isTerminated { exchanges[id] = nil }
        for action in todo {
            switch action {
            case .send(let bytes): tell(.send(bytes, to: exchange.destination))
            case .start(let timer, let milliseconds): start(.transaction(id, timer), afterMs: milliseconds)
            case .stop(let timer): stop(.transaction(id, timer))
            case .deliver(let response): delivered(response, to: exchange)
            case .stray(let message, let differing): tell(.stray(message, differing: differing))
            case .timedOut, .transportFailed: unanswered(exchange, timedOut: action == .timedOut)
            case .terminated: break
            }
        }
    }
}
