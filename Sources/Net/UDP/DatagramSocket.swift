/// One UDP socket for any number of peers; ICMP errors for what it sent come out beside the datagrams.
/// One consumer receives (and gives to `Mailbox`es what is for others); anybody sends.
@NetActor
package protocol DatagramSocket: AnyObject, Sendable {
    /// Where it is bound; the address is unspecified if none was chosen.
    var local: Endpoint { get }

    /// - Parameter hopLimit: The TTL or hop limit of this datagram, 1 to 255; nil: the system's.
    func send(_ bytes: [UInt8], to remote: Endpoint, hopLimit: UInt8?) async -> SendResult

    /// What has already arrived wins over a deadline already passed, so whoever receives in a loop compares the clock too.
    /// Nil at the deadline, when the task is cancelled, and when the socket is closed and empty.
    func receive(until deadline: Instant) async -> DatagramEvent?

    /// What is sent from now on may arrive in fragments: over IPv4 without the bit that forbids routers to cut. Over IPv6
    /// only the sender cuts; what does not fit into one packet goes in fragments of the 1280 bytes that every link carries
    /// (RFC 8200 5).
    func allowFragments()

    func close()
}

extension DatagramSocket {
    package func send(_ bytes: [UInt8], to remote: Endpoint) async -> SendResult {
        await send(bytes, to: remote, hopLimit: nil)
    }
}

package enum SendResult: Sendable, Hashable {
    /// The kernel took it; nothing is known of its way from there.
    case sent
    case failed(LocalError)
}

package enum DatagramEvent: Sendable, Hashable {
    case datagram(Datagram)
    case icmp(ICMPError)
}

package struct Datagram: Sendable, Hashable {
    package let bytes: [UInt8]
    package let from: Endpoint
    /// The address it was sent to, which a socket bound to every address cannot know otherwise.
    package let to: IPAddress?
    /// The TTL or hop limit that was left.
    package let ttl: Int?
    /// When it was read from the kernel.
    package let at: Instant

    package init(bytes: [UInt8], from: Endpoint, to: IPAddress? = nil, ttl: Int? = nil, at: Instant) {
        self.bytes = bytes
        self.from = from
        self.to = to
        self.ttl = ttl
        self.at = at
    }
}
