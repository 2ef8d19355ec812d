/// What happens to a call.
package enum CallEvent: Hashable, Sendable {
    /// Once, first.
    case start
    /// Any message with the call's Call-ID; `from` is where a request came from, unless that is where the INVITE went.
    case received(Message, from: Via.SentBy? = nil)
    case timer(CallTimer)
    /// The talk is over, or the patience: BYE or CANCEL.
    case hangUp
    /// The program must end: as `hangUp`, within the plan's grace.
    case abort
    /// What was sent there cannot arrive (ICMP, connection lost, name not found).
    case transportError(CallDestination)
}

/// Where to send a message.
package enum CallDestination: Hashable, Sendable {
    /// Where the INVITE goes: its address, or its connection.
    case flow
    /// The next hop of a dialog, to be located by RFC 3263.
    case uri(URI)
    /// Where a request came from.
    case address(Via.SentBy)
}

package enum CallTimer: Hashable, Sendable {
    /// Of one of the call's transactions.
    case transaction(Int, TransactionTimer)
    /// The plan's.
    case setup, ring, talk, grace
    /// How long a final answer is awaited after the CANCEL (RFC 3261 9.1).
    case cancelled
}

/// Why we end a call.
package enum HangUpCause: String, Hashable, Sendable, CaseIterable {
    /// The plan's times are over.
    case setup, ring, talk
    /// The other side's offer is not acceptable.
    case offer
    /// The other side does not acknowledge our answer to its re-INVITE (RFC 3261 13.3.1.4).
    case unacknowledged
    /// The events of these names.
    case hangUp, abort
}
