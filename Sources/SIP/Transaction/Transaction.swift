/// The timers of transactions (RFC 3261 table 4, RFC 6026).
package enum TransactionTimer: String, Hashable, Sendable, CaseIterable {
    /// INVITE retransmission, and giving it up.
    case a, b
    /// How long repeated final answers to an INVITE are acknowledged.
    case d
    /// Retransmission of another request, and giving it up.
    case e, f
    /// Retransmission of a final answer to an INVITE of the other side, and giving it up.
    case g, h
    /// How long repeated final answers to another request are absorbed.
    case k
    /// How long further 2xx to an INVITE are passed on.
    case m
}

/// What happens to a transaction.
package enum TransactionEvent: Hashable, Sendable {
    /// Once, first.
    case start
    case received(Message)
    case timer(TransactionTimer)
    /// The transport says that the request cannot reach its target (ICMP, connection lost).
    case transportError
}

/// What its owner has to do.
package enum TransactionAction: Hashable, Sendable {
    /// The request once more, or an ACK.
    case send([UInt8])
    /// Counted from the nominal time of the event that is handled: for a timer, from when it was due, so that
    /// delays do not add up.
    case start(TransactionTimer, afterMs: Int)
    case stop(TransactionTimer)
    /// A response to this request: each provisional one, the final one once, each 2xx to an INVITE.
    case deliver(Message)
    /// Not a response to this request; to be counted and shown, never believed.
    case stray(Message, differing: Set<ResponseMatcher.Field>)
    /// No final answer came in time. Not a 408: nobody sent one.
    case timedOut
    case transportFailed
    /// Last; every timer is stopped.
    case terminated
}

/// A transaction as a pure value: events in, actions out, in their order.
package protocol Transaction: Sendable {
    var isTerminated: Bool { get }
    mutating func handle(_ event: TransactionEvent) -> [TransactionAction]
}

/// That of a request of ours.
package protocol ClientTransaction: Transaction {
    var request: Message { get }
}
