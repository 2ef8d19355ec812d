/// How long answers may be kept.
extension RecordAudit {
    var lifetimes: [Remark] {
        location.steps.compactMap { step in
            guard case .records = step.result.outcome, !step.result.fromHostsFile, let ttl = step.result.ttl else {
                return nil
            }
            // What a resolver has held for a while it gives for less: short times are for the zone's servers to tell.
            return ttl > Remark.longTTL ? Remark.lifetime(step.question, ttl) : nil
        }
    }
}

extension Remark {
    /// Seconds: a day.
    static let longTTL: UInt32 = 86_400

    /// `nil` for a lifetime that is neither short nor long.
    package static func lifetime(_ question: DNSQuestion, _ ttl: UInt32) -> Remark? {
        if ttl > longTTL {
            return Remark(.info, "\(question) may be kept for \(ttl) s: a change takes that long to arrive")
        }
        return ttl < 30 ? Remark(.info, "\(question) may be kept for \(ttl) s only: phones ask all the time") : nil
    }
}
