/// What happens to a query.
package enum QueryEvent: Hashable, Sendable {
    case start
    /// A datagram that came from the address and port of this server.
    case datagram([UInt8], fromServer: Int)
    /// An ICMP error to a datagram for this server, in words.
    case refusedByICMP(server: Int, description: String)
    /// The stream is connected, and its octets are written.
    case streamOpened
    case streamBytes([UInt8])
    /// The stream could not be opened, broke, or ended; in words.
    case streamFailed(String)
    case timer(QueryTimer)
}

package enum QueryTimer: Hashable, Sendable {
    /// The whole query's.
    case deadline
    /// One exchange's; those of earlier exchanges may still fire and are ignored.
    case exchange(Int)
}

/// What the driver is to do.
package enum QueryAction: Hashable, Sendable {
    case sendDatagram([UInt8], server: Int)
    /// Connect to the server by TCP and write these octets. There is at most one stream.
    case openStream(server: Int, [UInt8])
    /// After this, no event of that stream may come.
    case closeStream
    case startTimer(QueryTimer, afterMilliseconds: Int)
    /// The last action; sockets and timers can go.
    case finish(QueryResult)
}

/// How long and how a question is asked.
package struct QueryPolicy: Hashable, Sendable {
    /// For one exchange, in milliseconds.
    package var exchangeMilliseconds = 5000
    /// Rounds through the servers.
    package var attempts = 2
    /// For all of it, in milliseconds.
    package var totalMilliseconds = 15_000
    package var recursionDesired = true
    /// Ask with EDNS, without which no extended errors come; given up for a server that cannot do it.
    package var edns = true
    /// DO, and after SERVFAIL once more with CD, to tell a broken zone from a broken signature.
    package var dnssecOK = true
    /// TCP from the start (`use-vc`).
    package var useTCP = false
    /// Which server is asked first.
    package var firstServer = 0

    package init() {}
}
