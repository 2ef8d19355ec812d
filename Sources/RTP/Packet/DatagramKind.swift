/// What a datagram on a media port is, by its first two bytes (RFC 7983 §7, RFC 5761 §4). Nothing more of it is checked.
package enum DatagramKind: String, Sendable {
    case rtp
    case rtcp
    case stun
    case dtls
    case zrtp
    case turn
    /// None of them, or nothing at all.
    case other

    package init(of datagram: [UInt8]) {
        switch datagram.first ?? .max {
        case 0...3: self = .stun
        case 16...19: self = .zrtp
        case 20...63: self = .dtls
        case 64...79: self = .turn
        // RTCP's packet types are those payload types, marker bit set, that RTP on such a port must not use.
        case 128...191: self = datagram.count > 1 && 192...223 ~= datagram[1] ? .rtcp : .rtp
        default: self = .other
        }
    }
}
