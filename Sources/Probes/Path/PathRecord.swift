import Net

/// What was sent along the path and what came back. Times are milliseconds from the first packet.
struct PathRecord: Sendable, Equatable {
    let target: IPAddress
    /// UDP, and not TCP.
    let isDatagram: Bool
    private(set) var sent: [PathPacket: Int] = [:]
    private(set) var replies: [PathPacket: PathReply] = [:]
    private(set) var slowestReplyMs = 0

    init(target: IPAddress, isDatagram: Bool) {
        self.target = target
        self.isDatagram = isDatagram
    }

    mutating func note(_ packet: PathPacket, sentAt ms: Int) { sent[packet] = ms }

    /// The first reply counts, and only one to a packet that was sent.
    mutating func note(_ reply: PathReply, to packet: PathPacket, at ms: Int) {
        guard let sentMs = sent[packet], replies[packet] == nil else { return }
        replies[packet] = reply
        slowestReplyMs = max(slowestReplyMs, ms - sentMs)
    }

    /// The reply to any attempt.
    func reply(_ series: PathPacket.Series, _ hops: Int) -> PathReply? {
        for attempt in 1...PathTrace.maximumAttempts {
            if let reply = replies[PathPacket(series: series, hops: hops, attempt: attempt)] { return reply }
        }
        return nil
    }

    func attempts(_ series: PathPacket.Series, _ hops: Int) -> Int {
        (1...PathTrace.maximumAttempts).count { sent[PathPacket(series: series, hops: hops, attempt: $0)] != nil }
    }

    /// The hops at which a series was asked, in order.
    func asked(_ series: PathPacket.Series) -> [Int] {
        Set(sent.keys.filter { $0.series == series }.map(\.hops)).sorted()
    }

    /// The furthest hop at which a packet of the series expired and was reported; 0: none.
    func reach(of series: PathPacket.Series) -> Int {
        asked(series).last { reply(series, $0).map { !$0.endsSeries } ?? false } ?? 0
    }

    /// The nearest hop at which a packet of the series met more than a router that counts hops.
    func ending(of series: PathPacket.Series) -> (hops: Int, reply: PathReply)? {
        for hops in asked(series) {
            if let reply = reply(series, hops), reply.endsSeries { return (hops, reply) }
        }
        return nil
    }

    /// The furthest hop known to be there.
    var front: Int {
        replies.keys.map(\.hops).filter { $0 <= PathPacket.maximumHops }.max() ?? 0
    }

    /// Who answers at a hop, as any series saw it; nil where nobody does.
    func name(_ hops: Int) -> IPAddress? {
        for series in PathPacket.Series.allCases {
            switch reply(series, hops) {
            case .expired(let router), .refused(let router), .unreachable(let router): return router
            case .closed: return target
            // To SIP the answer may come from who stands in the target's place.
            case .answered, .accepted, .reset: if series != .sip { return target }
            case nil: continue
            }
        }
        return nil
    }

    /// The hops to the target, where something but SIP says so: an answer to SIP may come from who stands in its place.
    var distance: Int? {
        replies.filter { packet, reply in
            guard packet.hops <= PathPacket.maximumHops else { return false }
            switch reply {
            case .expired(let router), .refused(let router), .unreachable(let router): return router == target
            case .closed: return true
            case .answered, .accepted, .reset: return packet.series != .sip
            }
        }.keys.map(\.hops).min()
    }

    /// The nearest hop at which a packet met a router that knows no way to the target, which answers nothing itself.
    var firstUnreachable: Int? {
        guard distance == nil, ending(of: .sip).map({ $0.reply.isRoutersWord }) ?? true else { return nil }
        return replies.filter { if case .unreachable = $0.value { true } else { false } }.keys.map(\.hops).min()
    }

    /// The series other than SIP that got an answer from behind this hop, and the nearest such hop.
    func further(than hops: Int) -> (series: PathPacket.Series, hops: Int)? {
        let replies = replies.keys.filter { $0.series != .sip && $0.hops > hops }
        return replies.min { ($0.hops, $0.series.order) < ($1.hops, $1.series.order) }.map { ($0.series, $0.hops) }
    }
}

extension PathPacket.Series {
    /// The one that differs least from a call comes first.
    fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
