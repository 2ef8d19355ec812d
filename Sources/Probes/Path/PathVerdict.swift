import Net

/// What the replies of all series together say about the path. The place is always an interval: the box that drops a
/// packet in its forwarding has counted the hop before and answered (`network.md` 1.5).
struct PathVerdict: Equatable {
    /// The outcome word of `path.trace`.
    var outcome: String
    /// The last hop that lets SIP pass; 0: this host.
    var near: Int
    /// The first hop that another packet reaches and SIP does not; nil: none is known before the target.
    var far: Int?
    /// The series that gets further than SIP.
    var passing: PathPacket.Series?
    /// Something spoke for the target at so many hops.
    var answeredAt: Int?

    init(_ record: PathRecord, _ question: PathTrace.Question = .options) {
        self = question == .options ? Self.ofOptions(record) : Self.ofInvite(record)
    }

    private static func ofOptions(_ record: PathRecord) -> PathVerdict {
        let near = record.reach(of: .sip)
        // Routers send few such errors: one to any packet speaks for all of them.
        if let hops = record.firstUnreachable { return PathVerdict(outcome: "unreachable", near: near, far: hops) }
        if let ending = record.ending(of: .sip) { return ended(ending, record, beside: .control) }
        guard let (series, far) = difference(near, record) else {
            // A run that ended before its last resort has not tried all there is.
            let lastResort = record.attempts(record.isDatagram ? .plain : .web, PathPacket.unlimited)
            return PathVerdict(outcome: near > 0 && lastResort > 0 ? "all_blocked" : "undecided", near: near)
        }
        // One lost packet is no verdict.
        guard record.sent.keys.count(where: { $0.series == .sip && $0.hops > near }) > 1 else {
            return PathVerdict(outcome: "undecided", near: near)
        }
        // TCP tells nobody of a SYN that this host's own rules drop.
        let meetsNoRouter = !record.isDatagram && near == 0 && far == 1 && record.name(1) != record.target
        let outcome =
            switch series {
            case .junk, .plain: "payload_blocked"
            case .control, .web, .sip: meetsNoRouter ? "local_block" : "port_blocked"
            }
        return PathVerdict(outcome: outcome, near: near, far: far, passing: series)
    }

    /// See `PathTrace+Invite.swift` for what the series are.
    private static func ofInvite(_ record: PathRecord) -> PathVerdict {
        if let ending = record.ending(of: .sip) { return ended(ending, record, beside: .plain) }
        let near = record.reach(of: .sip)
        let last = record.lastRouter
        if near < last {
            let far = record.asked(.junk).first { $0 > near && record.reply(.junk, $0) != nil }
            guard let far, record.attempts(.sip, far) > 1 else { return PathVerdict(outcome: "undecided", near: near) }
            return PathVerdict(outcome: "payload_blocked", near: near, far: far, passing: .junk)
        }
        guard let distance = record.distance else {
            return last > 0
                ? PathVerdict(outcome: "clear", near: near, answeredAt: near) : PathVerdict(outcome: "undecided")
        }
        guard record.attempts(.control, distance) > 1, record.reply(.control, distance) == nil else {
            return PathVerdict(
                outcome: "clear", near: near, answeredAt: record.reply(.control, distance) == nil ? near : distance)
        }
        return PathVerdict(outcome: "payload_blocked", near: near, far: distance, passing: .plain)
    }

    private init(
        outcome: String, near: Int = 0, far: Int? = nil, passing: PathPacket.Series? = nil, answeredAt: Int? = nil
    ) {
        self.outcome = outcome
        self.near = near
        self.far = far
        self.passing = passing
        self.answeredAt = answeredAt
    }

    /// - Parameter other: the series to the port that nobody uses.
    private static func ended(
        _ ending: (hops: Int, reply: PathReply), _ record: PathRecord, beside other: PathPacket.Series
    ) -> PathVerdict {
        let (hops, reply) = ending
        let near = record.reach(of: .sip)
        switch reply {
        case .expired, .closed: return PathVerdict(outcome: "closed", near: near, answeredAt: hops)
        case .refused, .unreachable: return PathVerdict(outcome: "refused", near: near, far: hops)
        case .answered, .accepted, .reset: break
        }
        let isReset = reply == .reset
        guard isNearer(hops, record, than: other) else {
            return PathVerdict(outcome: isReset ? "closed" : "clear", near: near, answeredAt: hops)
        }
        return PathVerdict(
            outcome: isReset ? "reset_nearer" : "intercepted", near: min(near, hops - 1), far: hops, answeredAt: hops)
    }

    /// Packets to the other port with as many hops expired at a router before the target.
    private static func isNearer(_ hops: Int, _ record: PathRecord, than other: PathPacket.Series) -> Bool {
        if let distance = record.distance, distance <= hops { return false }
        guard case .expired(let router)? = record.reply(other, hops) else { return false }
        return router != record.target
    }

    /// What else gets further than SIP, as far as it is proven: bytes that are no SIP where SIP to the same port does
    /// not pass speak of the payload, SIP to another port of the port.
    private static func difference(_ near: Int, _ record: PathRecord) -> (PathPacket.Series, Int)? {
        let others = record.replies.keys.filter { $0.series != .sip && $0.hops > near }
        func first(_ series: PathPacket.Series) -> Int? { others.filter { $0.series == series }.map(\.hops).min() }
        if let junk = first(.junk) { return (.junk, junk) }
        if let control = first(.control) { return (.control, control) }
        if let web = first(.web) { return (.web, web) }
        guard let plain = first(.plain), record.attempts(.control, plain) > 1 else { return nil }
        return (.plain, plain)
    }
}
