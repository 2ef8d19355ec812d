import DNS
import Net
import SIP

/// One call to one address: the machine `Call` driven over channels, with its media beside it.
@NetActor
final class CallRun: CallDesk.ActiveCall {
    enum Input: Sendable {
        case event(SocketEvent, from: CallDestination)
        case abort
    }

    let context: ProbeContext
    let routes: CallRoutes
    var call: Call
    let media: CallMedia
    var result: CallResult
    var timers: [CallTimer: Instant] = [:]
    /// Until the first answer.
    var patience: Instant?
    /// Until what ends the call is answered: a far side that does not say so must not hold the run.
    var parting: Instant?
    /// An answer that is there already counts for more than an ICMP error.
    var refusal: ICMPError?
    /// Who sent what is handled now.
    var source: Endpoint?
    /// Who challenged, in order.
    var challengers: [String] = []
    /// When the event that is handled was due, or came.
    var nominal: Instant
    private let inputs: Mailbox<Input>
    let began: Instant
    /// What becomes of the call is known.
    var isDecided = false
    /// INVITEs that have had their turn: with credentials or as the server wants it, each is one more request.
    var invitesSent = 0
    /// Nothing rings or is up any more.
    var hasEnded = false
    /// The call was taken while we took it back.
    var hasCrossed = false
    private var isAborted = false
    private var isClosed = false
    private var ending: Task<Void, Never>?
    private var lingering: Task<Void, Never>?
    var time: any TimeSource { context.network.time }

    init(_ call: Call, over channel: any SIPChannel, media: CallMedia, result: CallResult, in context: ProbeContext) {
        self.context = context
        self.call = call
        self.media = media
        self.result = result
        began = context.network.time.now
        nominal = began
        patience = context.patience
        let inputs = Mailbox<Input>(capacity: 512, time: context.network.time)
        self.inputs = inputs
        routes = CallRoutes(flow: channel, callID: call.plan.callID.text, in: context) { event, source in
            inputs.deliver(.event(event, from: source))
        }
    }

    /// Places the call, and returns when its fate is known: answered and hung up, taken back, refused or given up. What
    /// may still come is dealt with until the run ends.
    func run() async -> CallResult {
        context.calls.begin(self)
        // Tasks of their own: when the measurement is cancelled, the call is ended first.
        let placing = Task {
            await self.perform(self.call.handle(.start))
            await self.drive { self.isDecided }
        }
        let ending = Task {
            await placing.value
            await self.drive { self.hasEnded }
        }
        self.ending = ending
        lingering = Task {
            await ending.value
            await self.drive { false }
        }
        await withTaskCancellationHandler {
            await placing.value
        } onCancel: {
            Task { @NetActor in self.abort() }
        }
        return result
    }

    func abort() { inputs.deliver(.abort) }

    func settle() async {
        guard hasEnded else {
            abort()
            await ending?.value
            return
        }
        // Where several devices took the call, or one just when it was taken back, the answer of one more may have been
        // lost; it comes again (RFC 3261 13.3.1.4).
        guard result.record.forks > 1 || hasCrossed, !context.hasEnded else { return }
        await time.sleep(until: time.now.adding(milliseconds: Self.forkMs))
    }

    /// The second repetition of a 2xx comes after three times T1.
    private static let forkMs = 1600

    func close() {
        isClosed = true
        inputs.close()
        media.close()
        routes.close()
    }

    /// Milliseconds since the call was placed.
    var elapsedMs: Double { time.now.milliseconds(since: began) }

    // MARK: - Driving

    private func drive(until isDone: () -> Bool) async {
        while !isDone(), !call.isOver, !isClosed {
            let due = timers.min { $0.value < $1.value }
            if let input = await inputs.receive(until: wake(due?.value)) {
                await take(input)
            } else if !isClosed {
                await timedOut(due)
            }
        }
    }

    private func wake(_ due: Instant?) -> Instant {
        if refusal != nil { return time.now }
        let ends = [due, patience, isAborted ? nil : parting, isAborted ? nil : context.deadline].compactMap { $0 }
        return ends.min() ?? .distantFuture
    }

    private func take(_ input: Input) async {
        nominal = time.now
        switch input {
        case .abort: await end(by: .abort)
        case .event(let event, let destination): await take(event, from: destination)
        }
    }

    private func timedOut(_ due: (key: CallTimer, value: Instant)?) async {
        nominal = time.now
        if let refused = refusal {
            refusal = nil
            result.exchange.ending = .icmp(refused)
            await perform(call.handle(.transportError(.flow)))
        } else if let end = patience, nominal >= end {
            result.exchange.elapsedMs = elapsedMs
            isDecided = true
            await self.end(by: .hangUp)
        } else if !isAborted, nominal >= min(parting ?? .distantFuture, context.deadline) {
            await self.end(by: .abort)
        } else if let due, due.value <= nominal {
            timers[due.key] = nil
            nominal = due.value
            if due.key == .talk { await media.stop() }
            await perform(call.handle(.timer(due.key)))
        }
    }

    private func end(by event: CallEvent) async {
        patience = nil
        if event == .abort { isAborted = true }
        await media.stop()
        await perform(call.handle(event))
    }
}
