/// Where does SIP stop? SIP leads, hop by hop. Where a hop stays silent a control packet follows it: if that is answered,
/// the path differs for the two, and only then is anything repeated.
extension PathTrace {
    /// What would tell more now; empty when nothing would, or only waiting does.
    func wantedOfOptions(_ ms: Int) -> [Wanted] {
        if let ending = record.ending(of: .sip) { return confirmation(ofAnswerAt: ending.hops, ending.reply, ms) }
        let reach = record.reach(of: .sip)
        if let (_, hops) = record.further(than: reach) { return comparison(reach, hops, ms) }
        let sweep = sweep(reach, ms)
        if !sweep.isEmpty { return sweep }
        return lastResort(ms)
    }

    /// SIP to the next hop, and the control packet to one that keeps silent.
    private func sweep(_ reach: Int, _ ms: Int) -> [Wanted] {
        let last = record.asked(.sip).last ?? 0
        var wanted: [Wanted] = []
        for hops in stride(from: reach + 1, through: last, by: 1) where record.attempts(.control, hops) == 0 {
            let sentMs = record.sent[PathPacket(series: .sip, hops: hops)] ?? ms
            wanted.append(Wanted(packet: PathPacket(series: .control, hops: hops), dueMs: sentMs + lateMs))
            break
        }
        if last < min(record.front + Self.window, PathPacket.maximumHops) {
            wanted.append(Wanted(packet: PathPacket(series: .sip, hops: last + 1), dueMs: dueOfNextSIP(last, ms)))
        }
        return wanted
    }

    /// Behind hops that keep silent a request may arrive after all, and a server gets five a second at most.
    private func dueOfNextSIP(_ last: Int, _ ms: Int) -> Int {
        guard record.isDatagram, last > record.front + 1 else { return ms }
        return max(ms, (record.sent[PathPacket(series: .sip, hops: last)] ?? ms) + 200)
    }

    /// Something answered SIP: is that the target? A control packet with the same hops must get as far.
    private func confirmation(ofAnswerAt hops: Int, _ reply: PathReply, _ ms: Int) -> [Wanted] {
        switch reply {
        case .closed, .refused, .unreachable, .expired: return []
        case .answered, .accepted, .reset: break
        }
        guard let control = record.reply(.control, hops) else { return again(.control, hops, upTo: 2, ms) }
        guard case .expired(let router) = control, router != record.target else { return [] }
        // Contradiction: once more both, then on to the target, for its distance.
        let second = once(.sip, hops, attempt: 2, ms) + once(.control, hops, attempt: 2, ms)
        if !second.isEmpty { return second }
        let last = record.asked(.control).last { $0 <= PathPacket.maximumHops } ?? hops
        let isThere = record.distance != nil || last >= min(record.front + Self.window, PathPacket.maximumHops)
        return isThere ? [] : [Wanted(packet: PathPacket(series: .control, hops: last + 1), dueMs: ms)]
    }

    /// Another series gets an answer from a hop behind the last that answers SIP: is that so, and what makes the
    /// difference?
    private func comparison(_ reach: Int, _ hops: Int, _ ms: Int) -> [Wanted] {
        // A request that reaches its target is a call's matter.
        let sip = hops <= PathPacket.maximumHops ? again(.sip, hops, upTo: Self.maximumAttempts, ms) : []
        guard record.isDatagram else { return sip }
        let control = record.reply(.control, hops) == nil ? again(.control, hops, upTo: 2, ms) : []
        return sip + control + again(.junk, hops, upTo: 2, ms)
    }

    /// SIP and the control packets end at the same hop: does anything get further, if only to the target?
    private func lastResort(_ ms: Int) -> [Wanted] {
        let others: [PathPacket.Series] = record.isDatagram ? [.junk, .plain] : [.web]
        var packets = (1...2).flatMap { step in
            others.map { PathPacket(series: $0, hops: min(record.front + step, PathPacket.maximumHops)) }
        }
        packets.append(PathPacket(series: .control, hops: PathPacket.unlimited))
        packets += others.filter { $0 != .junk }.map { PathPacket(series: $0, hops: PathPacket.unlimited) }
        let missing = packets.first { record.sent[$0] == nil }
        let quiet = quietMs ?? ms
        return missing.map { [Wanted(packet: $0, dueMs: $0 == packets[0] ? max(quiet, ms) : ms)] } ?? []
    }
}
