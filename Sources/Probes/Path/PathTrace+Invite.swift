/// Does an INVITE stop where OPTIONS passes? It goes only where it cannot arrive: short of the target, and to a port of
/// which the target has said that nothing listens. In this trace `sip` and `control` are INVITEs, `junk` and `plain` are
/// OPTIONS to the same two ports.
extension PathTrace {
    func wantedOfInvite(_ ms: Int) -> [Wanted] {
        guard record.ending(of: .sip) == nil else { return [] }
        if let next = nextOnTheWay { return [Wanted(packet: next, dueMs: ms)] }
        // What is still out may name the target.
        let isKnown = record.distance != nil || !record.asked(.sip).isEmpty
        guard isKnown || quietMs.map({ $0 <= ms }) ?? true else { return [] }
        let last = record.lastRouter
        let reach = record.reach(of: .sip)
        if reach < last {
            let search = search(upTo: last, ms)
            return search.isEmpty ? comparison(reach, last, ms) : search
        }
        guard let distance = record.distance, record.reply(.plain, distance) == .closed else { return [] }
        return again(.control, distance, upTo: Self.maximumAttempts, ms)
    }

    /// OPTIONS to the port that nobody uses, hop by hop up to the target.
    private var nextOnTheWay: PathPacket? {
        let next = (record.asked(.plain).last ?? 0) + 1
        guard record.distance == nil, next <= min(record.front + Self.window, PathPacket.maximumHops) else {
            return nil
        }
        return PathPacket(series: .plain, hops: next)
    }

    /// An INVITE to the last router says all where it is answered; else one to each of the others.
    private func search(upTo last: Int, _ ms: Int) -> [Wanted] {
        guard let first = record.sent[PathPacket(series: .sip, hops: last)] else {
            return [Wanted(packet: PathPacket(series: .sip, hops: last), dueMs: ms)]
        }
        let next = (1..<last).first { record.attempts(.sip, $0) == 0 }
        return next.map { [Wanted(packet: PathPacket(series: .sip, hops: $0), dueMs: first + lateMs)] } ?? []
    }

    /// The next router that is known to answer, asked by INVITE and by OPTIONS.
    private func comparison(_ reach: Int, _ last: Int, _ ms: Int) -> [Wanted] {
        guard let hops = (reach + 1...last).first(where: { record.reply(.plain, $0) != nil }) else { return [] }
        return again(.sip, hops, upTo: Self.maximumAttempts, ms) + again(.junk, hops, upTo: 2, ms)
    }
}

extension PathRecord {
    /// The last hop before the target, or the last that is known; 0: none.
    var lastRouter: Int { distance.map { $0 - 1 } ?? reach(of: .plain) }
}
