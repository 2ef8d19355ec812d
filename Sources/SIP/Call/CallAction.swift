/// What the owner of a call has to do, and what it may tell.
package enum CallAction: Hashable, Sendable {
    case send([UInt8], to: CallDestination)
    /// Counted from the nominal time of the event that is handled.
    case start(CallTimer, afterMs: Int)
    case stop(CallTimer)

    /// Each provisional answer; a reliable one once, and in its order.
    case provisional(Message)
    /// A final answer that the next INVITE heeds: a challenge, or 422.
    case retried(Message)
    /// The answer that is kept, once it is acknowledged.
    case answered(Message, Dialog.ID)
    /// 3xx; it is not followed.
    case redirected(Message)
    /// 4xx, 5xx and 6xx; 487 after a CANCEL too.
    case rejected(Message)
    /// No final answer came, and not even a provisional one.
    case timedOut
    /// What was to go there did not.
    case transportFailed(CallDestination)
    /// A kept answer once more though it was acknowledged: our ACK may not arrive.
    case repeatedAnswer(Message)
    /// A 2xx of another fork, or one that came too late: acknowledged and hung up.
    case extraAnswer(Message)
    /// The final answer to our CANCEL, PRACK or BYE.
    case requestAnswered(Message)
    /// Our CANCEL, PRACK, BYE or 2xx went unanswered; the method is that of the message, or ACK for what the 2xx lacks.
    case requestUnanswered(Method)
    /// The other side asked something, and this was the code of our answer.
    case asked(Message, answer: Int)
    /// The BYE that ends the kept call.
    case remoteHungUp(Message)
    /// Not a response to any request of this call.
    case stray(Message, differing: Set<ResponseMatcher.Field>)

    /// Once: nothing that we know of rings or is up any more. Repetitions and late forks may still come.
    case ended(CallEnd)
    /// Last; every timer is stopped.
    case terminated
}

/// How a call ended, as far as the caller can know.
package enum CallEnd: Hashable, Sendable {
    /// By us, after it was answered; with the final answer to the BYE. Without one the other side may keep the call up.
    case hungUp(HangUpCause, answer: Int?)
    case remoteHungUp
    /// By us, before it was answered; with the final answer to the INVITE. Without one it may still ring.
    case cancelled(HangUpCause, answer: Int?)
    /// By us, before any answer at all: there was nothing that a CANCEL might follow.
    case abandoned(HangUpCause)
    case redirected
    case rejected
    case timedOut
    case transportFailed
}
