/// What is asked of a target.
package enum CheckProbe: String, Sendable, CaseIterable {
    case options, register, invite, dns, tls, nat, status

    /// `nat` and `status` are not about a SIP server.
    package var needsTarget: Bool { self != .nat && self != .status }

    /// What may be said about it alone.
    var terms: Set<CheckTerm> {
        switch self {
        case .options: [.every, .rtt, .loss, .certificateDays]
        case .register: [.every, .rtt]
        case .invite: [.every, .rtt, .allowCall]
        case .dns: [.every, .dns]
        case .tls: [.every, .rtt, .certificateDays]
        case .nat: [.every, .nat]
        case .status: [.every]
        }
    }
}

/// The keys of the file of `check` beside those that are settings too.
package enum CheckTerm: String, Sendable, CaseIterable {
    case every, rtt, loss
    case certificateDays = "certificate_days"
    case nat = "expect_nat"
    case dns = "expect_dns"
    case allowCall = "allow_call"

    /// The outcomes of the measurement `nat.mapping` that tell a kind of NAT.
    package static let natWords = ["no_nat", "one_server", "endpoint_independent", "symmetric", "several_addresses"]

    package var meaning: String {
        switch self {
        case .every: "how often it may be probed at most: 15s to 168h; 60s where nothing is said"
        case .rtt: "how long an answer may take"
        case .loss: "how many percent of the packets may be lost"
        case .certificateDays:
            "for how many days the certificate must hold yet; a warning below 14 where nothing is said"
        case .nat: "the kinds of NAT that are expected"
        case .dns: "the addresses that the name must lead to, and no other"
        case .allowCall: "a call may be placed: a phone may ring"
        }
    }
}
