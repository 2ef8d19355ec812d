import SIP

/// A proxy and the callees behind it, who keep a book of what the caller left standing and did wrong.
struct Callees {
    enum Due {
        case rings(Int), decides(Int), asks(Int, Method), repeats(Int, attempt: Int), repeatsRejection(attempt: Int)
    }

    struct Fork {
        enum State {
            case waiting, ringing, up, down, rejected
        }

        let script: CallScene.Fork
        let tag: String
        var state = State.waiting
        /// The 200 or the reliable provisional answer that is repeated.
        var repeated: Message?
        var isAcknowledged = false
        var numbers: UInt32 = 0
    }

    private let scene: CallScene
    private let timers = TimerSettings()
    private(set) var forks: [Fork]
    private(set) var wrongs: [String] = []
    private var invite: Message?
    private var firstInvite: Message?
    private var lastAnswer: Message?
    private var rejection: Message?
    private var isRejected = false

    /// What is to be sent, and what is due in so many milliseconds; taken by the simulation.
    var sends: [Message] = []
    var plans: [(due: Due, afterMs: Int)] = []

    init(_ scene: CallScene) {
        self.scene = scene
        forks = scene.forks.enumerated().map { Fork(script: $1, tag: "fork\($0)") }
    }

    private var isAnswered: Bool { forks.contains { $0.state == .up || $0.state == .down } }

    // MARK: - What comes

    mutating func receive(_ message: Message) {
        switch message.method {
        case .invite: received(invite: message)
        case .ack: received(ack: message)
        case .cancel: received(cancel: message)
        case .prack: received(prack: message)
        case .bye: received(bye: message)
        case nil: received(answer: message)
        default: wrongs.append("\(message.startLineText) came")
        }
    }

    private mutating func received(invite message: Message) {
        if message.topVia?.branch == firstInvite?.topVia?.branch || message.topVia?.branch == invite?.topVia?.branch {
            if let lastAnswer, lastAnswer.topVia?.branch == message.topVia?.branch { sends.append(lastAnswer) }
            return
        }
        if firstInvite == nil, let code = scene.firstAnswer {
            firstInvite = message
            let headers = [
                401: Header(.wwwAuthenticate, "Digest realm=\"r\", nonce=\"n\""),
                407: Header(.proxyAuthenticate, "Digest realm=\"r\", nonce=\"n\""), 422: Header(.minSE, "120"),
            ]
            return reject(message, code, headers[code].map { [$0] } ?? [])
        }
        guard invite == nil else { return wrongs.append("INVITE: too many") }
        invite = message
        lastAnswer = nil
        isRejected = false
        rejection = nil
        if scene.isTrying, let trying = answer(message, 100, tag: nil) {
            sends.append(trying)
            lastAnswer = trying
        }
        for index in forks.indices {
            plans.append((.rings(index), forks[index].script.ringsAt))
            plans.append((.decides(index), forks[index].script.decidesAt))
        }
    }

    private mutating func received(ack: Message) {
        if ack.to?.tag == "gate" {
            if ack.topVia?.branch == rejection?.topVia?.branch { rejection = nil }
        } else if let index = fork(of: ack), let invite {
            guard forks[index].numbers == 0 || ack.cseq?.number == invite.cseq?.number else { return }
            if ack.topVia?.branch == invite.topVia?.branch { wrongs.append("ACK: the INVITE's branch") }
            if ack.requestURIText != "sip:\(forks[index].tag)@192.0.2.9" { wrongs.append("ACK: not to the Contact") }
            if ack.values(of: .authorization) != invite.values(of: .authorization) { wrongs.append("ACK: credentials") }
            if scene.offersLate, ack.bodyBytes.isEmpty, !forks[index].script.isReliable {
                wrongs.append("ACK: no body")
            }
            let isFirst = !forks[index].isAcknowledged
            forks[index].isAcknowledged = true
            forks[index].repeated = nil
            guard isFirst, forks[index].state == .up else { return }
            for (number, method) in forks[index].script.asks.enumerated() {
                plans.append((.asks(index, method), 400 + 400 * number))
            }
        }
    }

    private mutating func received(cancel: Message) {
        guard let invite, cancel.topVia?.branch == invite.topVia?.branch else { return send(481, to: cancel) }
        if lastAnswer == nil { wrongs.append("CANCEL: no provisional answer had been sent") }
        guard !scene.ignoresCancel else { return send(481, to: cancel) }
        send(200, to: cancel)
        for index in forks.indices where forks[index].state == .waiting || forks[index].state == .ringing {
            if forks[index].script.crosses { accept(index) } else { forks[index].state = .rejected }
        }
        if !isAnswered { reject(invite, 487) }
    }

    private mutating func received(prack: Message) {
        guard let index = fork(of: prack), forks[index].state != .waiting else { return send(481, to: prack) }
        if prack.rAck != RAck(1, CSeq(invite?.cseq?.number ?? 0, .invite)) { wrongs.append("PRACK: RAck") }
        if forks[index].repeated?.statusCode != 200 { forks[index].repeated = nil }
        send(200, to: prack)
    }

    private mutating func received(bye: Message) {
        guard let index = fork(of: bye) else { return send(481, to: bye) }
        if bye.cseq?.number ?? 0 <= invite?.cseq?.number ?? 0 { wrongs.append("BYE: CSeq does not rise") }
        send(forks[index].state == .up ? 200 : 481, to: bye)
        forks[index].state = .down
        forks[index].repeated = nil
    }

    /// Each 200 to a re-INVITE is acknowledged.
    private mutating func received(answer: Message) {
        guard answer.statusCode == 200, answer.cseq?.method == .invite,
            let index = forks.firstIndex(where: { $0.tag == answer.from?.tag })
        else { return }
        if let ack = request(.ack, of: index, number: answer.cseq?.number ?? 0) { sends.append(ack) }
    }

    // MARK: - What is due

    mutating func fire(_ due: Due) {
        switch due {
        case .rings(let index): ring(index)
        case .decides(let index): decide(index)
        case .asks(let index, let method): ask(index, method)
        case .repeats(let index, let attempt):
            guard let message = forks[index].repeated else { return }
            guard attempt < 11 else { return giveUp(index) }
            sends.append(message)
            plans.append((.repeats(index, attempt: attempt + 1), interval(attempt)))
        case .repeatsRejection(let attempt):
            guard let rejection, attempt < 11 else { return }
            sends.append(rejection)
            plans.append((.repeatsRejection(attempt: attempt + 1), interval(attempt)))
        }
    }

    private mutating func ring(_ index: Int) {
        let script = forks[index].script
        guard forks[index].state == .waiting, !isRejected, let invite else { return }
        forks[index].state = .ringing
        guard let code = script.provisional else { return }
        let headers = script.isReliable ? [Header(.require, "100rel"), Header(.rSeq, "1")] : []
        guard let message = answer(invite, code, tag: forks[index].tag, headers, hasBody: script.isReliable) else {
            return
        }
        sends.append(message)
        lastAnswer = message
        if script.isReliable {
            forks[index].repeated = message
            plans.append((.repeats(index, attempt: 0), timers.t1))
        }
    }

    private mutating func decide(_ index: Int) {
        guard forks[index].state == .waiting || forks[index].state == .ringing, let invite else { return }
        switch forks[index].script.outcome {
        case .ringsOn: return
        case .answers: accept(index)
        case .rejects(let code):
            forks[index].state = .rejected
            forks[index].repeated = nil
            let isLast = forks.allSatisfy { $0.state == .rejected }
            if !isAnswered, !isRejected, scene.isHasty || isLast { reject(invite, code) }
        }
    }

    private mutating func accept(_ index: Int) {
        guard let invite, let message = answer(invite, 200, tag: forks[index].tag, hasBody: true) else { return }
        forks[index].state = .up
        forks[index].repeated = message
        lastAnswer = lastAnswer ?? message
        sends.append(message)
        plans.append((.repeats(index, attempt: 0), timers.t1))
    }

    private mutating func reject(_ invite: Message, _ code: Int, _ headers: [Header] = []) {
        isRejected = true
        guard let message = answer(invite, code, tag: "gate", headers) else { return }
        lastAnswer = message
        rejection = message
        sends.append(message)
        if !scene.isReliable { plans.append((.repeatsRejection(attempt: 0), timers.t1)) }
    }

    /// RFC 3261 13.3.1.4: without an ACK, BYE.
    private mutating func giveUp(_ index: Int) {
        forks[index].repeated = nil
        if forks[index].state == .up { ask(index, .bye) }
    }

    private mutating func ask(_ index: Int, _ method: Method) {
        guard forks[index].state == .up else { return }
        forks[index].numbers += 1
        if let message = request(method, of: index, number: forks[index].numbers) { sends.append(message) }
        if method == .bye { forks[index].state = .down }
    }

    // MARK: - Messages

    private func interval(_ attempt: Int) -> Int { min(timers.t1 << (attempt + 1), timers.t2) }

    private func fork(of request: Message) -> Int? {
        forks.firstIndex { $0.tag == request.to?.tag }
    }

    private mutating func send(_ code: Int, to request: Message) {
        if let message = answer(request, code, tag: "gate") { sends.append(message) }
    }

    private func answer(
        _ request: Message, _ code: Int, tag: String?, _ headers: [Header] = [], hasBody: Bool = false
    ) -> Message? {
        var builder = ResponseBuilder(to: request, code, toTag: tag)
        if let tag, request.method == .invite, let contact = try? NameAddress("<sip:\(tag)@192.0.2.9>") {
            builder.contact = .address(contact)
        }
        builder.headers = headers
        builder.body = hasBody ? Body(.sdp, "theirs".bytes) : nil
        return try? builder.build()
    }

    private func request(_ method: Method, of index: Int, number: UInt32) -> Message? {
        guard let plan = try? scene.plan() else { return nil }
        return try? CallClock.request(
            method, number, in: plan, tag: forks[index].tag, branch: "z9hG4bK\(forks[index].tag)\(number)\(method)",
            body: method == .invite || method == .update ? "theirs" : nil)
    }
}
