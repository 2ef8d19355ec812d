import SIP
import TestSupport

/// A call, the callees and the network between them, in virtual time.
struct CallSimulation {
    private enum Happening {
        case atCaller(Message), atCallees(Message), timer(CallTimer, Int), event(CallEvent), due(Callees.Due)
    }

    let scene: CallScene
    private(set) var callees: Callees
    private(set) var call: Call
    private(set) var now = 0
    /// When the call was over.
    private(set) var overAt: Int?
    private(set) var log: [String] = []
    private(set) var wrongs: [String] = []
    /// Tags of the forks whose 200 the caller has seen, of those that it said BYE to, and of those that said so first.
    private(set) var told: Set<String> = []
    private(set) var byes: Set<String> = []
    private(set) var theirByes: Set<String> = []
    private(set) var heardProvisional = false
    private var heardFinal = false
    /// Until then the call may not be over: an answer may still come.
    private var mustListenUntil = 0

    private var random: FixedGenerator
    private var agenda = Agenda<Happening>()
    private var timers: [CallTimer: Int] = [:]
    private var timerCount = 0
    private var ends = 0

    init(seed: UInt64) throws {
        random = FixedGenerator(seed: seed)
        scene = CallScene(&random)
        callees = Callees(scene)
        let digest = DigestClient(
            username: "alice", secret: Secret("s"), hashes: [.md5: { _ in [UInt8](repeating: 7, count: 16) }],
            cnonce: { "c" })
        call = try Call(try scene.plan(), digest: digest)
    }

    var hasTimers: Bool { !timers.isEmpty }

    /// To the end of everything, or of the patience.
    mutating func run() {
        perform(.start)
        if let (event, time) = scene.interruption { agenda.add(.event(event), at: time) }
        for _ in 0..<5_000 {
            guard let (time, happening) = agenda.next() else { break }
            now = time
            happen(happening)
        }
        if !agenda.isEmpty { wrongs.append("endless") }
        if ends != 1 { wrongs.append("ended \(ends) times") }
    }

    private mutating func happen(_ happening: Happening) {
        switch happening {
        case .atCaller(let message): received(message)
        case .atCallees(let message): callees.receive(message)
        case .due(let due): callees.fire(due)
        case .event(let event):
            if event == .abort { mustListenUntil = 0 }
            if event == .hangUp, !heardFinal, !call.isOver { mustListenUntil = now + call.plan.graceMs }
            perform(event)
        case .timer(let timer, let number):
            guard timers[timer] == number else { return }
            timers[timer] = nil
            perform(.timer(timer))
        }
        for message in callees.sends { carry(message, toCaller: true) }
        for (due, after) in callees.plans { agenda.add(.due(due), at: now + after) }
        callees.sends = []
        callees.plans = []
    }

    private mutating func received(_ message: Message) {
        guard !call.isOver else {
            if message.isAnswer, now < mustListenUntil { wrongs.append("nobody listens any more") }
            return
        }
        let tag = message.to?.tag ?? ""
        let isOfInvite = message.cseq?.method == .invite && message.statusCode != nil
        if isOfInvite, message.code < 200 { heardProvisional = true }
        if isOfInvite, message.code >= 200 { noteFinal(message) }
        let sent = perform(.received(message))
        if message.method == .bye { theirByes.insert(message.from?.tag ?? "") }
        guard isOfInvite, message.code >= 200 else { return }
        let acknowledged = sent.contains { $0.method == .ack && $0.to?.tag == tag }
        if message.code < 300 {
            told.insert(tag)
            if !acknowledged { wrongs.append("\(message.code) of \(tag) not acknowledged") }
        } else if !acknowledged, told.isEmpty, now < 30_000 {
            wrongs.append("\(message.code) not acknowledged")
        }
    }

    /// Timers M and D.
    private mutating func noteFinal(_ message: Message) {
        guard !heardFinal, ![401, 407, 422].contains(message.code), !isAborted else { return }
        heardFinal = true
        if message.isAnswer || !scene.isReliable { mustListenUntil = now + 32_000 }
    }

    private var isAborted: Bool {
        guard let interruption = scene.interruption, interruption.event == .abort else { return false }
        return now >= interruption.at
    }

    @discardableResult
    private mutating func perform(_ event: CallEvent) -> [Message] {
        var sent: [Message] = []
        for action in call.handle(event) {
            switch action {
            case .send(let bytes, _):
                guard let message = try? message(bytes) else { continue }
                sent.append(message)
                if message.method == .bye { byes.insert(message.to?.tag ?? "") }
                if message.validate() != [] { wrongs.append("invalid: \(message.startLineText)") }
                carry(message, toCaller: false)
            case .start(let timer, let after):
                timerCount += 1
                timers[timer] = timerCount
                agenda.add(.timer(timer, timerCount), at: now + after)
            case .stop(let timer):
                if timers.removeValue(forKey: timer) == nil { wrongs.append("stopped \(timer), which did not run") }
            case .ended: ends += 1
            case .timedOut: mustListenUntil = now + call.plan.graceMs
            case .terminated: overAt = now
            default: break
            }
            log.append("\(now) \(action.words)")
        }
        return sent
    }

    /// The network loses, doubles and delays.
    private mutating func carry(_ message: Message, toCaller: Bool) {
        guard Int.random(in: 0..<100, using: &random) >= scene.lost else { return }
        if toCaller, now < scene.deafUntil { return }
        let copies = Int.random(in: 0..<100, using: &random) < scene.doubled ? 2 : 1
        for _ in 0..<copies {
            let delay = 1 + Int.random(in: 0...scene.delayMs, using: &random)
            agenda.add(toCaller ? .atCaller(message) : .atCallees(message), at: now + delay)
        }
    }
}

extension Message {
    /// A 2xx to an INVITE.
    fileprivate var isAnswer: Bool { (200..<300).contains(code) && cseq?.method == .invite }
}
