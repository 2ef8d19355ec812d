import Net

/// What the replies of all series together say about the path. The place is always an interval: the box that drops a
/// packet in its forwarding has counted the hop before and answered (`network.md` 1.5).
struct PathVerdict: Equatable {
    /// The outcome word of `path.trace`.
    var outcome: String
    /// The last hop that lets SIP pass; 0: this host.
    var near = 0
    /// The first hop that another packet reaches and SIP does not; nil: none is known before the target.
    var far: Int?
    /// The series that gets further than SIP.
    var passing: PathPacket.Series?
    /// Something spoke for the target at so many hops.
    var answeredAt: Int?

    init(_ record: PathRecord) {
        if let ending = record.ending(of: .sip) {
            self = Self.ended(ending.hops, ending.reply, record)
            return
        }
        let near = record.reach(of: .sip)
        guard let (series, far) = Self.difference(near, record) else {
            outcome = near > 0 ? "all_blocked" : "undecided"
            self.near = near
            return
        }
        // One lost packet is no verdict.
        let tries = record.sent.keys.count { $0.series == .sip && $0.hops > near }
        guard tries > 1 else {
            outcome = "undecided"
            self.near = near
            return
        }
        self.near = near
        self.far = far
        passing = series
        outcome =
            switch series {
            case .junk, .plain: "payload_blocked"
            // TCP tells nobody of a SYN that this host's own rules drop.
            case .control, .web, .sip: !record.isDatagram && near == 0 && far == 1 ? "local_block" : "port_blocked"
            }
    }

    private init(outcome: String, near: Int, far: Int? = nil, answeredAt: Int? = nil) {
        self.outcome = outcome
        self.near = near
        self.far = far
        self.answeredAt = answeredAt
    }

    private static func ended(_ hops: Int, _ reply: PathReply, _ record: PathRecord) -> PathVerdict {
        let near = record.reach(of: .sip)
        switch reply {
        case .expired, .closed: return PathVerdict(outcome: "closed", near: near, answeredAt: hops)
        case .refused: return PathVerdict(outcome: "refused", near: near, far: hops)
        case .answered, .accepted, .reset: break
        }
        let isReset = reply == .reset
        guard isNearer(hops, than: record) else {
            return PathVerdict(outcome: isReset ? "closed" : "clear", near: near, answeredAt: hops)
        }
        return PathVerdict(
            outcome: isReset ? "reset_nearer" : "intercepted", near: min(near, hops - 1), far: hops, answeredAt: hops)
    }

    /// The control packets with as many hops expired at a router before the target, at every attempt.
    private static func isNearer(_ hops: Int, than record: PathRecord) -> Bool {
        if let distance = record.distance, distance <= hops { return false }
        guard case .expired(let router)? = record.reply(.control, hops) else { return false }
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
