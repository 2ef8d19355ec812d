/// An ICMP error for something this process sent, out of the socket's error queue.
package struct ICMPError: Sendable, Hashable {
    /// SO_EE_ORIGIN of linux/errqueue.h.
    package enum Origin: Sendable, Hashable {
        /// The kernel itself: no packet came, type and code mean nothing.
        case local
        case icmp
        case icmp6
        case other(UInt8)
    }

    package let origin: Origin
    package let type: UInt8
    package let code: UInt8
    /// The errno that the kernel made of it; the same one stands for several codes, never judge by it.
    package let errorNumber: Int32
    /// Who sent the ICMP message: the destination itself, or a router or firewall before it.
    package let offender: IPAddress?
    /// The next hop's MTU in bytes, of fragmentation-needed and packet-too-big.
    package let mtu: Int?
    /// The TTL or hop limit that was left of the ICMP message itself.
    package let ttl: Int?
    /// Where the failed packet was going.
    package let destination: Endpoint
    /// What the ICMP message quotes of the failed datagram's data: possibly cut short, possibly nothing.
    /// For TCP it begins with the TCP header.
    package let payload: [UInt8]

    package init(
        origin: Origin, type: UInt8, code: UInt8, errorNumber: Int32 = 0, offender: IPAddress?, mtu: Int? = nil,
        ttl: Int? = nil, destination: Endpoint, payload: [UInt8] = []
    ) {
        self.origin = origin
        self.type = type
        self.code = code
        self.errorNumber = errorNumber
        self.offender = offender
        self.mtu = mtu
        self.ttl = ttl
        self.destination = destination
        self.payload = payload
    }
}

extension ICMPError {
    package enum Kind: Sendable, Hashable {
        case portUnreachable
        /// A filter said so.
        case adminProhibited
        case hostUnreachable
        case netUnreachable
        case protocolUnreachable
        /// Also the local kernel's own word, once it has learned the path MTU.
        case fragmentationNeeded(mtu: Int?)
        case ttlExceeded
        case other
    }

    /// By type and code (IANA's ICMP and ICMPv6 parameters), never by errno.
    package var kind: Kind {
        switch (origin, type, code) {
        case (.icmp, 3, 0), (.icmp, 3, 6), (.icmp, 3, 11): .netUnreachable
        case (.icmp, 3, 1), (.icmp, 3, 7), (.icmp, 3, 8), (.icmp, 3, 12): .hostUnreachable
        case (.icmp, 3, 2): .protocolUnreachable
        case (.icmp, 3, 3): .portUnreachable
        case (.icmp, 3, 4): .fragmentationNeeded(mtu: mtu)
        case (.icmp, 3, 9), (.icmp, 3, 10), (.icmp, 3, 13): .adminProhibited
        case (.icmp, 11, 0): .ttlExceeded
        case (.icmp6, 1, 0): .netUnreachable
        case (.icmp6, 1, 1), (.icmp6, 1, 5), (.icmp6, 1, 6): .adminProhibited
        case (.icmp6, 1, 3): .hostUnreachable
        case (.icmp6, 1, 4): .portUnreachable
        case (.icmp6, 2, _): .fragmentationNeeded(mtu: mtu)
        case (.icmp6, 3, 0): .ttlExceeded
        case (.icmp6, 4, 1): .protocolUnreachable
        case (.local, _, _) where mtu != nil: .fragmentationNeeded(mtu: mtu)
        default: .other
        }
    }
}
