import Diagnosis
import Net
import SIP

/// A trace as facts and sentences.
struct PathWords {
    private let record: PathRecord
    private let verdict: PathVerdict
    private let trace: PathTarget
    private var target: Endpoint { trace.endpoint }

    init(_ record: PathRecord, _ trace: PathTarget) {
        self.record = record
        self.trace = trace
        verdict = PathVerdict(record, trace.question)
    }

    @NetActor
    func measurement(_ path: DatagramPath?) -> Measurement {
        var facts = Self.facts(trace, place: place)
        facts["sent"] = .number(record.sent.count)
        facts["series"] = .list(PathPacket.Series.allCases.compactMap(line))
        facts["near"] = .text(near)
        facts["near_hop"] = .number(verdict.near)
        facts["far"] = far.map { .text($0) }
        facts["far_hop"] = verdict.far.flatMap { $0 <= PathPacket.maximumHops ? .number($0) : nil }
        if verdict.passing != nil { facts["at_end"] = .flag(isAtEnd) }
        facts["differs"] = differs.map { .text($0) }
        let distance = record.distance ?? (verdict.outcome == "clear" ? verdict.answeredAt : nil)
        facts["distance"] = distance.map { .number($0) }
        facts["answered_at"] = verdict.answeredAt.map { .number($0) }
        if let answeredAt = verdict.answeredAt, let distance = record.distance {
            facts["hops_short"] = .number(max(0, distance - answeredAt))
        }
        if let answer = path?.answer {
            facts["answer"] = .text(Self.describe(answer.response))
            if let sip = answer.hopsBack, let host = path?.targetHopsBack {
                facts["answer_nearer"] = .flag(sip + 2 <= host)
            }
        }
        return Measurement(verdict.outcome, "\(Self.title(trace)): \(place)", facts)
    }

    /// What became of SIP on the path, a clause.
    private var place: String {
        let answeredAt = verdict.answeredAt.map { " (hop \($0))" } ?? ""
        switch verdict.outcome {
        case "clear" where trace.question == .invite:
            let isThere = record.distance != nil && verdict.answeredAt == record.distance
            let there = isThere ? ", and reaches \(target.address) at another port" : ""
            return "an INVITE passes every router" + (record.distance == nil ? " that answers" : there)
        case "clear": return "\(what) reaches \(target.address)\(answeredAt)"
        case "closed": return "\(target.address) itself refuses\(answeredAt)"
        case "refused": return "\(far ?? "a router") refuses and says so"
        case "unreachable": return "\(far ?? "a router") says that it knows no way to \(target.address)"
        case "port_blocked", "payload_blocked": return interval
        case "local_block":
            return "\(what) meets no router at all: it stops in this host or at \(far ?? "the first router")"
        case "all_blocked": return "behind \(near) nothing answers any more, whatever is sent"
        case "intercepted", "reset_nearer":
            let away = record.distance.map { "\($0) hops away" } ?? "further away"
            return "\(what) is answered between \(near) and \(far ?? "the target"), and \(target.address) is \(away)"
        default: return "no router on the way shows where \(what) stops"
        }
    }

    private var interval: String {
        guard let hop = verdict.far, let far else { return "\(what) stops behind \(near)" }
        if verdict.near == 0, hop == 1, isAtEnd {
            return
                "there is no router on the way; \(what) is lost at \(target.address) itself, before it, or on the way back"
        }
        if verdict.near == 0 { return "\(what) stops between this host and \(far), that one included" }
        return isAtEnd && hop == verdict.near + 1
            ? "\(what) passes every router; it is lost at \(near), the last of them, at \(target.address) itself, or on "
                + "the way back"
            : "\(what) stops at or behind \(near), at \(far) at the latest"
    }

    /// No router is known to be reached by others and not by SIP: the target and the way back may be to blame as well.
    private var isAtEnd: Bool {
        guard let hop = verdict.far else { return false }
        return hop > PathPacket.maximumHops || record.name(hop) == target.address
    }

    private var what: String { trace.question == .invite ? "an INVITE" : record.isDatagram ? "SIP" : "TCP" }

    private var near: String { verdict.near == 0 ? "this host" : name(verdict.near) }

    private var far: String? {
        guard let hop = verdict.far else { return nil }
        // Who refuses a packet may stand nearer than it could have gone.
        for series in PathPacket.Series.allCases {
            switch record.reply(series, hop) {
            case .refused(let router) where series == .sip: return "\(router)"
            case .unreachable(let router): return "\(router)"
            default: continue
            }
        }
        return name(hop)
    }

    private func name(_ hops: Int) -> String {
        guard hops <= PathPacket.maximumHops else { return "\(target.address)" }
        return record.name(hops).map { "\($0) (hop \(hops))" } ?? "hop \(hops)"
    }

    /// What gets further than SIP.
    private var differs: String? {
        guard let passing = verdict.passing else { return nil }
        let (own, other) = (target.port, passing.destination(target).port)
        return switch (trace.question, passing) {
        case (_, .sip): nil
        case (.invite, _): "an INVITE to port \(other) does not pass, OPTIONS to the same port does"
        case (_, .junk), (_, .plain): "SIP to port \(other) does not pass, other bytes to the same port do"
        case (_, .control) where record.isDatagram:
            "SIP to port \(own) does not pass, the same bytes to port \(other) do"
        case (_, .control), (_, .web): "TCP to port \(own) does not pass, to port \(other) it does"
        }
    }

    /// One series, hop by hop: `SIP to port 5060: 1 192.0.2.1, 2 -, 3 203.0.113.10 closed`.
    private func line(_ series: PathPacket.Series) -> String? {
        let hops = record.asked(series)
        guard !hops.isEmpty else { return nil }
        let port = series.destination(target).port
        let name =
            switch series {
            case .sip, .control: trace.question == .invite ? "INVITE" : what
            case .junk, .plain: trace.question == .invite ? "OPTIONS" : "bytes that are no SIP"
            case .web: "TCP"
            }
        let cells = hops.map { hop in
            let number = hop > PathPacket.maximumHops ? "far" : "\(hop)"
            return "\(number) \(record.reply(series, hop).map(describe) ?? "-")"
        }
        return "\(name) to port \(port): \(cells.joined(separator: ", "))"
    }

    private func describe(_ reply: PathReply) -> String {
        switch reply {
        case .expired(let router): "\(router)"
        case .answered: "answered"
        case .accepted: "accepted"
        case .reset: "reset"
        case .closed: "\(target.address) closed"
        case .refused(let router): "\(router) refuses"
        case .unreachable(let router): "\(router) knows no way"
        }
    }

    private static func describe(_ response: Message) -> String {
        let server = response.remoteText(of: .server) ?? response.remoteText(of: .userAgent)
        return "\(response.statusCode ?? 0) \(response.reasonText)" + (server.map { " from \($0)" } ?? "")
    }
}

/// What ended before a packet told anything.
extension PathWords {
    static func local(_ trace: PathTarget) -> Measurement {
        measurement("local", trace, place: "there is no router on the way")
    }

    static func notNeeded(_ trace: PathTarget) -> Measurement {
        measurement("not_needed", trace, place: "not looked for, as there is no need to")
    }

    static func cut(_ trace: PathTarget) -> Measurement {
        measurement("skipped", trace, place: "the run ended before the path was traced")
    }

    static func failed(_ error: LocalError, _ trace: PathTarget) -> Measurement {
        switch LocalRefusal(error) {
        case .denied: measurement("denied", trace, place: "this host's own firewall refuses to send")
        case .noRoute: measurement("no_route", trace, place: "this host has no route")
        case .other: measurement("error", trace, place: "\(error)")
        }
    }

    private static func measurement(
        _ outcome: String, _ trace: PathTarget, place: String
    ) -> Measurement {
        Measurement(outcome, "\(title(trace)): \(place)", facts(trace, place: place))
    }

    private static func facts(_ trace: PathTarget, place: String) -> [String: Value] {
        [
            "transport": .text(trace.isDatagram ? "udp" : "tcp"), "remote": .text("\(trace.endpoint)"),
            "place": .text(place),
        ]
    }

    private static func title(_ trace: PathTarget) -> String {
        "Path of \(trace.question == .invite ? "an INVITE" : trace.isDatagram ? "UDP" : "TCP") to \(trace.endpoint)"
    }
}
