package import DNS
import Diagnosis
package import Net
package import SIP

/// One request on its way to one address and back: a client transaction driven over UDP or TCP.
@NetActor
package final class SIPExchange {
    private let transport: ServerLocator.Transport
    private let anyPort: Bool
    private let mayFragment: Bool
    private let context: ProbeContext
    private let limit: Limit
    private var began: Instant
    private var patience: Instant
    private var result: ExchangeResult
    private var time: any TimeSource { context.network.time }

    /// Makes the request: the local address for Via and Contact, and the branch that a new transaction needs.
    package typealias Builder = @Sendable (_ local: Endpoint, _ branch: String) -> Message?

    /// How long an answer is waited for.
    package enum Limit {
        /// As for any exchange, from when the request is sent on.
        case usual
        /// The same, and so many milliseconds at most.
        case milliseconds(Int)
        /// Until then; the request goes at once, whoever else waits for his turn.
        case urgent(until: Instant)
    }

    /// - Parameter mayFragment: Over UDP: routers may cut the request.
    package init(
        toward remote: Endpoint, transport: ServerLocator.Transport, anyPort: Bool = false, mayFragment: Bool = false,
        limit: Limit = .usual, in context: ProbeContext
    ) {
        self.transport = transport
        self.anyPort = anyPort
        self.mayFragment = mayFragment
        self.context = context
        self.limit = limit
        began = context.network.time.now
        patience = context.patience
        result = ExchangeResult(remote: remote, isStream: transport != .udp)
    }

    /// Sends the request once, with what UDP repeats.
    package func run(_ build: Builder) async -> ExchangeResult {
        _ = await run(branch: RandomID.branch()) { local, branch in
            build(local, branch).map { NonInviteClientTransaction(request: $0, isReliable: result.isStream) }
        }
        return result
    }

    /// Sends a request that may have to be sent anew, with other branches.
    /// - Parameter make: Makes the transaction of the first one.
    /// - Returns: The transaction at its end; nil where nothing was sent.
    func run<Transaction: ClientTransaction>(
        branch: String? = nil, _ make: (_ local: Endpoint, _ branch: String) -> Transaction?
    ) async -> (ExchangeResult, Transaction?) {
        if let refusal = await takeTurn() {
            result.ending = refusal
            return (result, nil)
        }
        // What is never sent counts for nothing.
        guard context.takeTransaction() else {
            result.ending = .overLimit
            return (result, nil)
        }
        let transaction = await open(branch, make)
        result.elapsedMs = time.now.milliseconds(since: began)
        result.isCut = context.isCut(since: began)
        // Packets that go in a circle arrive nowhere.
        if result.outcome == "timeout", let complaint = result.complaint, complaint.kind == .ttlExceeded {
            result.ending = .icmp(complaint)
        }
        return (result, transaction)
    }

    /// The time that it takes until a request may go is nobody's answer time.
    private func takeTurn() async -> ExchangeResult.Ending? {
        if case .urgent(let end) = limit {
            patience = end
            return nil
        }
        let refusal = await context.turn(toward: result.remote)
        began = time.now
        patience = context.patience
        if case .milliseconds(let most) = limit { patience = min(patience, began.adding(milliseconds: most)) }
        return refusal
    }

    private func open<Transaction: ClientTransaction>(
        _ branch: String?, _ make: (_ local: Endpoint, _ branch: String) -> Transaction?
    ) async -> Transaction? {
        let opening = await context.open(
            toward: result.remote, over: transport, anyPort: anyPort, mayFragment: mayFragment, until: patience)
        result.note(opening)
        guard case .success(let channel) = opening.result else { return nil }
        defer { channel.close() }
        guard var transaction = make(channel.local, branch ?? RandomID.branch()) else {
            result.ending = .notBuilt
            return nil
        }
        let mailbox = Mailbox<SocketEvent>(capacity: 256, time: time)
        channel.listen(branch: branch, callID: transaction.request.callID?.text, into: mailbox)
        await drive(&transaction, over: channel, mailbox)
        result.note(breakOf: channel)
        result.isUnacknowledged = channel.hasUnacknowledged
        return transaction
    }

    /// Feeds the transaction with what arrives and with its timers, until it or the patience ends.
    private func drive(
        _ transaction: inout some ClientTransaction, over channel: any SIPChannel, _ mailbox: Mailbox<SocketEvent>
    ) async {
        var request = transaction.request.bytes
        result.requestBytes = request.count
        var timers: [TransactionTimer: Instant] = [:]
        var refusal: ICMPError?
        var nominal = time.now
        var actions = transaction.handle(.start)
        while true {
            for action in actions {
                switch action {
                case .send(let bytes):
                    if transaction.request.bytes != request {
                        // Another request, with credentials or as the server wants it.
                        request = transaction.request.bytes
                        // How often this request was sent is what tells of loss.
                        result.sent = 0
                        if case .urgent = limit {
                        } else if let refusal = await context.turn(toward: result.remote) {
                            return result.ending = refusal
                        }
                        nominal = time.now
                    }
                    let instant = time.now
                    if let ending = await channel.send(bytes, until: patience) { return result.ending = ending }
                    result.sent += 1
                    record(.sent, bytes, at: instant)
                case .start(let timer, let milliseconds): timers[timer] = nominal.adding(milliseconds: milliseconds)
                case .stop(let timer): timers[timer] = nil
                case .stray, .deliver, .timedOut, .transportFailed, .terminated: break
                }
            }
            guard !result.isAnswered, !transaction.isTerminated else { return }
            let due = timers.min { $0.value < $1.value }
            // After a refusal only what is there already is read: an answer counts for more.
            let end = refusal == nil ? min(due?.value ?? patience, patience) : time.now
            guard let event = await mailbox.receive(until: end) else {
                if let refusal { return result.ending = .icmp(refusal) }
                guard let due, due.value < patience, due.value <= time.now, !Task.isCancelled else { return }
                timers[due.key] = nil
                nominal = due.value
                actions = transaction.handle(.timer(due.key))
                continue
            }
            nominal = time.now
            if case .icmp(let error) = event {
                if error.endsExchange { refusal = refusal ?? error } else { result.complaint = error }
                actions = []
            } else if let next = take(event, &transaction) {
                actions = next
            } else {
                return
            }
            if nominal >= patience { return }
        }
    }

    /// What an event means to the transaction; nil where it ends the exchange.
    private func take(_ event: SocketEvent, _ transaction: inout some ClientTransaction) -> [TransactionAction]? {
        switch event {
        case .message(let message, let source, let instant):
            let actions = transaction.handle(.received(message))
            var isStray = false
            for action in actions {
                switch action {
                case .stray(_, let differing):
                    isStray = true
                    result.strays += 1
                    result.differences.formUnion(differing)
                case .deliver(let response) where (response.statusCode ?? 0) < 200:
                    result.provisional = response.statusCode
                case .deliver(let response):
                    result.settle(response, from: source, at: time)
                    context.manners.heed(response, from: result.remote.address)
                default: break
                }
            }
            record(.received, message.bytes, from: source, at: instant, stray: isStray)
            return actions
        case .garbage(let bytes, let source, let instant):
            result.garbage = result.garbage ?? bytes
            record(.received, bytes, from: source, at: instant, stray: true)
            return []
        case .broken(let bytes):
            result.garbage = bytes
            result.ending = .notSIP
            record(.received, bytes, at: time.now, stray: true)
            return nil
        case .disconnected(let reset):
            result.ending = .disconnected(reset: reset)
            return nil
        case .stun, .icmp: return []
        }
    }

    private func record(
        _ direction: MessageLog.Direction, _ bytes: [UInt8], from source: Endpoint? = nil, at instant: Instant,
        stray: Bool = false
    ) {
        guard let local = result.local else { return }
        context.log.record(
            direction, bytes, transport: transport.rawValue, local: local, remote: source ?? result.remote, at: instant,
            stray: stray)
    }
}
