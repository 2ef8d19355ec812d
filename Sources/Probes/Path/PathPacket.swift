import Net

/// One packet built to expire on the way (`network.md` 1.5).
struct PathPacket: Sendable, Hashable {
    /// Packets that differ from a call's in one thing: what gets further than SIP tells what it is that is dropped.
    enum Series: Sendable, Hashable, CaseIterable {
        /// What a call sends, to the SIP port.
        case sip
        /// The same to a port that nobody uses.
        case control
        /// UDP: bytes that are no SIP, to the SIP port.
        case junk
        /// UDP: bytes that are no SIP, to a port that nobody uses.
        case plain
        /// TCP: a connection request to the HTTPS port.
        case web
    }

    /// More than any path of the Internet has.
    static let maximumHops = 30
    /// A packet that does not expire on the way: it tells whether the target is there, and not how far.
    static let unlimited = 64

    var series: Series
    /// The TTL (IPv6: hop limit).
    var hops: Int
    var attempt = 1
}

/// What came back for one packet.
enum PathReply: Sendable, Hashable {
    /// Its time ran out there: ICMP type 11, ICMPv6 type 3.
    case expired(IPAddress)
    /// A SIP response that belongs to it, or any datagram to one that is no SIP.
    case answered
    /// TCP: the connection was accepted.
    case accepted
    /// TCP: a reset.
    case reset
    /// The target itself says by ICMP that nothing listens.
    case closed
    /// A rule refuses by ICMP, and who says so.
    case refused(IPAddress)
    /// Any other ICMP error: there is no way to the target from there.
    case unreachable(IPAddress)

    /// A router speaks, and not the target.
    var isRoutersWord: Bool {
        switch self {
        case .expired, .refused, .unreachable: true
        case .answered, .accepted, .reset, .closed: false
        }
    }

    /// It did not expire: nobody further on the way is to be asked.
    var endsSeries: Bool { if case .expired = self { false } else { true } }
}
