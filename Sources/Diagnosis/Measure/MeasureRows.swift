extension Measure {
    package static let all: [Measure] = [
        Measure(
            label: "rtt", unit: .seconds, isExpected: { $0.request != nil },
            value: { report in
                guard report.outcome?.kind == .response else { return nil }
                return (report.request?.decimal("rtt_ms") ?? report.request?.decimal("elapsed_ms")).map { $0 / 1000 }
            }),
        Measure(
            label: "dns", metric: "dns_lookup_time_seconds", help: "Time spent in NAPTR, SRV and address lookups.",
            unit: .seconds,
            value: { report in
                let lookup = report.finding("dns.locate").flatMap { $0.outcome == "literal" ? nil : $0 }
                return lookup.map { Double($0.durationMs) / 1000 }
            }),
        Measure(
            label: "retransmits", metric: "retransmits", help: "Requests sent again because no answer came.",
            unit: .count,
            value: { report in report.request?.decimal("sent").map { max(0, $0 - 1) } }),
        Measure(
            label: "targets_up", metric: "targets_up", help: "Addresses behind the name that answered.", unit: .count,
            maximum: { $0.addresses?.decimal("target_count") },
            value: { $0.addresses?.decimal("answered_targets") }),
        Measure(
            label: "post_dial", metric: "post_dial_seconds",
            help: "Time from the INVITE to the first answer that tells of ringing or progress.", unit: .seconds,
            value: { report in report.request?.decimal("post_dial_ms").map { $0 / 1000 } }),
        Measure(
            label: "loss", metric: "loss_ratio", help: "Share of OPTIONS at an even pace over UDP that got no answer.",
            unit: .percent,
            value: { $0.finding("path.loss")?.decimal("lost_percent") }),
        Measure(
            label: "rtp_loss", metric: "rtp_loss_ratio", help: "Share of RTP packets that never came.", unit: .percent,
            value: { $0.request?.decimal("rtp_loss_percent") }),
        Measure(
            label: "rtp_jitter", metric: "rtp_jitter_seconds", help: "Interarrival jitter of RTP (RFC 3550 6.4.1).",
            unit: .seconds,
            value: { report in report.request?.decimal("rtp_jitter_ms").map { $0 / 1000 } }),
        Measure(
            label: "certificate_days", unit: .days,
            value: { $0.finding("tls.handshake")?.decimal("days_left") }),
    ]
}

/// Where the numbers of a report stand.
extension Report {
    func finding(_ id: String) -> Finding? { findings.first { $0.id == id } }

    /// The request that the command is about; nil where it sends none.
    var request: Finding? {
        ["sip.invite", "sip.register", "sip.options"].lazy.compactMap { finding($0) }.first { $0.status != .skip }
    }

    /// The measurement that asked every address behind the name.
    var addresses: Finding? {
        ["dns.targets", "sip.options"].lazy.compactMap { finding($0) }.first { $0.decimal("target_count") != nil }
    }
}

extension Finding {
    /// A fact that is a finite number.
    func decimal(_ fact: String) -> Double? {
        guard case .number(let number) = facts[fact], number.isFinite else { return nil }
        return number
    }
}
