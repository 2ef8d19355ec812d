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

    /// `ICMP 3/13 administratively prohibited from 192.0.2.1`.
    var sentence: String { "ICMP \(words)" + (offender.map { " from \($0)" } ?? "") }
}
