/// How we end a call: BYE if it is up, CANCEL if it may ring (RFC 3261 9.1, 15).
extension Call {
    /// Only the first cause counts.
    mutating func hangUp(because reason: HangUpCause) {
        guard cause == nil else { return }
        cause = reason
        guard hasStarted else {
            end = .abandoned(reason)
            return
        }
        if let kept, legs[kept].state == .up {
            stop(.talk)
            sayBye(to: kept)
        } else if end == nil, kept == nil {
            // Without a provisional answer no CANCEL may be sent; the next answer decides.
            if attempts[attempts.count - 1].isProceeding { cancel() } else { start(.grace, afterMs: plan.graceMs) }
        }
    }

    mutating func abort() {
        guard !isAborted else { return }
        isAborted = true
        hangUp(because: .abort)
        if hasStarted { start(.grace, afterMs: plan.graceMs) }
    }

    mutating func cancel() {
        guard !hasCancelled, let request = try? invite.cancellation() else { return }
        hasCancelled = true
        decided()
        start(.cancelled, afterMs: plan.timers.giveUp)
        begin(request, .cancel, to: .flow)
    }

    mutating func sayBye(to leg: Int) {
        legs[leg].state = .closing
        ask(.bye, of: leg)
    }

    /// The BYE's final answer, whatever it is, ends the dialog, and so does its absence (15.1.1).
    mutating func saidBye(to leg: Int, answer: Int?) {
        close(leg)
        if leg == kept, end == nil, let cause { end = .hungUp(cause, answer: answer) }
    }

    /// The leg's dialog is over, and so is the wait for the ACK of a re-INVITE in it.
    mutating func close(_ leg: Int) {
        legs[leg].state = .gone
        guard let id = answering(leg) else { return }
        exchanges[id] = nil
        stop(.transaction(id, .g), .transaction(id, .h))
    }

    /// Neither 487 nor anything else came after the CANCEL: the INVITE counts as cancelled.
    mutating func giveUpCancelled() {
        guard end == nil, let cause else { return }
        end = .cancelled(cause, answer: nil)
    }

    /// The grace is over: whatever is still open stays so.
    mutating func giveUp() {
        isAborted = true
        for leg in legs.indices { legs[leg].state = .gone }
        guard end == nil, let cause else { return }
        if kept != nil {
            end = .hungUp(cause, answer: nil)
        } else {
            end = hasCancelled ? .cancelled(cause, answer: nil) : .abandoned(cause)
        }
    }
}
