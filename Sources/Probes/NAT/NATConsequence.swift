import STUN

/// What a NAT's behaviour means for calls: what to set, and what not to.
enum NATConsequence {
    /// Seconds between keep-alives where nothing is known of the mapping's life (RFC 5626 §4.4.2: 24 to 29).
    static let usualKeepAlive = 25

    static func of(_ mapping: BehaviorReport.Mapping, _ filtering: FilteringBehavior) -> String {
        switch (mapping, filtering) {
        case (.noNAT, .endpointIndependent): "calls and media reach this host directly"
        case (.noNAT, .inconclusive): "no addresses to repair; whether a firewall lets calls in is not known"
        case (.noNAT, _):
            "no addresses to repair; a firewall still wants a packet out first, and a keep-alive every \(usualKeepAlive) s"
        case (.endpointIndependent, .endpointIndependent), (.endpointIndependent, .addressDependent):
            "STUN, ICE and direct media work; use rport and a keep-alive every \(usualKeepAlive) s"
        case (.endpointIndependent, _):
            "calls work where both sides send first: use rport, symmetric RTP and a keep-alive every \(usualKeepAlive) s"
        case (.addressDependent, _), (.addressAndPortDependent, _):
            "what STUN says is wrong for everybody else: switch STUN off and rely on the provider (rport, symmetric RTP), or use TURN"
        case (.inconclusive, _): "use rport, symmetric RTP and a keep-alive every \(usualKeepAlive) s"
        }
    }

    /// What it means that STUN and the SIP server see the socket so (nil: nothing beyond what the mapping says).
    static func of(_ comparison: ViaComparison) -> String? {
        switch comparison {
        case .endpointDependent: "the SIP server sees another port than STUN: STUN's is of no use in Contact and SDP"
        case .severalPublicAddresses:
            "the SIP server sees another address than STUN: media may leave from another one than signalling, which makes calls one-way"
        case .stunBlocked: "SIP passes and STUN does not: phones that use ICE lose their outside address"
        case .sipALG, .noNAT, .portPreserving, .endpointIndependent, .carrierGradeNAT, .inconclusive: nil
        }
    }
}
