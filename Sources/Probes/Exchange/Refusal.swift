import Net

/// What an ICMP error means for the port asked, whoever sent it (`network.md` 1.4): judged by type and code, never by
/// errno, and by who the offender is.
enum Refusal: Equatable {
    /// The target itself says that nothing listens.
    case closed
    /// A rule somewhere refuses: an explicit prohibition, or a port unreachable that the target did not send.
    case rejected
    case unreachable

    init(_ error: ICMPError, toward target: IPAddress) {
        switch error.kind {
        case .portUnreachable where error.offender == nil || error.offender == target: self = .closed
        case .protocolUnreachable where error.offender == nil || error.offender == target: self = .closed
        case .portUnreachable, .protocolUnreachable, .adminProhibited: self = .rejected
        case .hostUnreachable, .netUnreachable, .fragmentationNeeded, .ttlExceeded, .other: self = .unreachable
        }
    }
}

/// Why this host itself did not send.
enum LocalRefusal: Equatable {
    /// Its firewall.
    case denied
    /// Its routing table, be it for want of a route or by one that says no; or the address family is switched off.
    case noRoute
    /// Anything else, such as a port in use or a `--local` address that cannot be used: it says nothing about the path.
    case other

    init(_ error: LocalError) {
        switch error.kind {
        case .deniedLocally: self = .denied
        case .noRoute, .unreachableRoute, .prohibitedRoute, .blackholeRoute, .interfaceDown, .familyNotSupported:
            self = .noRoute
        case .addressNotAvailable, .sourceUnusable, .tooBig, .scopeMissing, .portMissing, .addressInUse, .notPermitted,
            .tooManyFiles, .noBuffers,
            .peerSilent, .closed, .other:
            self = .other
        }
    }
}
