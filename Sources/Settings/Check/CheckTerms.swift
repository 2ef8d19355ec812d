/// How often a check may run and what it accepts. Nil: nothing is said.
package struct CheckTerms: Sendable, Equatable {
    /// How often the target may be probed at most, milliseconds.
    package var everyMs: Int?
    /// How long an answer may take, milliseconds: too much is above.
    package var rttMs: CheckLimits?
    /// Lost packets, percent: too much is above.
    package var lossPercent: CheckLimits?
    /// For how many days the certificate holds yet: too little is below.
    package var certificateDays: CheckLimits?
    /// The outcomes of `nat.mapping` that are expected.
    package var nat: [String]?
    /// The addresses, ADDR or ADDR:PORT, that the name must lead to, and no other.
    package var dns: [String]?
    /// A call may be placed.
    package var allowsCall: Bool?

    /// These terms where they say something, else those of a wider place.
    func over(_ wider: CheckTerms) -> CheckTerms {
        CheckTerms(
            everyMs: everyMs ?? wider.everyMs, rttMs: rttMs ?? wider.rttMs,
            lossPercent: lossPercent ?? wider.lossPercent,
            certificateDays: certificateDays ?? wider.certificateDays, nat: nat ?? wider.nat, dns: dns ?? wider.dns,
            allowsCall: allowsCall ?? wider.allowsCall)
    }

    /// What holds where the file says nothing.
    static let fallback = CheckTerms(everyMs: 60_000, certificateDays: CheckLimits(warning: 14))
}

/// From where on a measured value is a warning, and from where on it is critical; one of the two at least.
package struct CheckLimits: Sendable, Equatable {
    package var warning: Double?
    package var critical: Double?

    package init(warning: Double? = nil, critical: Double? = nil) {
        self.warning = warning
        self.critical = critical
    }
}
