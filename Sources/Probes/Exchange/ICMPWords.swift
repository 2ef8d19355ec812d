package import Net

/// How people read an ICMP error.
extension ICMPError {
    /// `3/13 administratively prohibited`.
    package var words: String {
        let meaning =
            switch kind {
            case .portUnreachable: "port unreachable"
            case .adminProhibited: "administratively prohibited"
            case .hostUnreachable: "host unreachable"
            case .netUnreachable: "network unreachable"
            case .protocolUnreachable: "protocol unreachable"
            case .fragmentationNeeded(let mtu): "fragmentation needed" + (mtu.map { ", MTU \($0)" } ?? "")
            case .ttlExceeded: "time exceeded"
            case .other: "other"
            }
        return "\(type)/\(code) \(meaning)"
    }

    /// Whether the request has failed by it. RFC 3261 18.4 lets time exceeded and source quench pass; fragmentation
    /// needed teaches the kernel the path MTU, and the next retransmission gets through.
    var endsExchange: Bool {
        switch (origin, type) {
        case (.icmp, 4), (.icmp, 11), (.icmp6, 3), (.local, _): false
        default: if case .fragmentationNeeded = kind { false } else { true }
        }
    }

    /// `ICMP 3/13 administratively prohibited from 192.0.2.1`.
    var sentence: String { "ICMP \(words)" + (offender.map { " from \($0)" } ?? "") }
}
