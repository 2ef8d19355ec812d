/// A byte stream to one peer: TCP, or what is put over it. One task receives at a time; senders take turns.
/// Cancelling a task brings the deadline of what it waits for forward to now.
@NetActor
package protocol StreamConnection: AnyObject, Sendable {
    var local: Endpoint { get }
    var remote: Endpoint { get }

    /// The other end has not confirmed to have received all that was sent.
    var hasUnacknowledged: Bool { get }

    /// Returns when the kernel (not yet the peer) has taken all of it.
    func send(_ bytes: [UInt8], until deadline: Instant) async -> StreamSendResult

    /// What has already arrived wins over a deadline already passed, so whoever receives in a loop compares the clock too.
    func receive(until deadline: Instant) async -> StreamEvent

    /// Says that nothing more will be sent; receiving goes on.
    func finishSending()

    func close()
}

package enum StreamEvent: Sendable, Hashable {
    /// At least one byte.
    case bytes([UInt8])
    /// The peer has finished sending, or this end is closed.
    case closed
    /// The peer broke the connection off.
    case reset
    case failed(LocalError)
    case timedOut
}

package enum StreamSendResult: Sendable, Hashable {
    case sent
    /// The connection is closed at this end.
    case closed
    case reset
    case failed(LocalError)
    /// The peer does not read. So many bytes went out, so the stream is of no use any more unless it is 0.
    case timedOut(sent: Int)
}

/// How an attempt to connect ended.
package enum ConnectResult: Sendable {
    case connected(any StreamConnection)
    /// A TCP reset answered the SYN. (An old kernel, which queues no ICMP error for a SYN, says this
    /// of a reject, too.)
    case reset
    /// A router, a firewall or the host rejected the SYN; `offender` says who.
    case icmp(ICMPError)
    /// No answer to so many SYNs, or the task was cancelled. A local firewall that drops the SYN on its way out looks the
    /// same: TCP does not report it.
    case timedOut(synsSent: Int)
    case local(LocalError)
}

/// Accepts connections.
@NetActor
package protocol StreamListener: AnyObject, Sendable {
    var local: Endpoint { get }

    /// Cancelling the task brings the deadline forward to now.
    func accept(until deadline: Instant) async -> AcceptResult

    func close()
}

package enum AcceptResult: Sendable {
    case accepted(any StreamConnection)
    case timedOut
    case failed(LocalError)
}
