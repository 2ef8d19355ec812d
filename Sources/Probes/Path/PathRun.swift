import Net

/// The machine driven over a link.
@NetActor
struct PathRun {
    var target: PathTarget
    var need: PathNeed
    var patience: Instant
    var context: ProbeContext

    enum Ending {
        case finished
        /// Time ran out; what was seen stands.
        case cut
        /// SIP is answered after all.
        case notNeeded
        /// This host does not send.
        case failed(LocalError)
    }

    func trace(_ link: any PathLink) async -> (PathRecord, Ending) {
        let began = context.network.time.now
        let pace = context.pathPace
        pace.enter()
        defer { pace.leave() }
        var machine = PathTrace(
            target.question, PathRecord(target: target.endpoint.address, isDatagram: target.isDatagram))
        var event = PathTrace.Event.start
        var first: PathPacket?
        var lastSent: Instant?
        while true {
            let now = context.network.time.now
            guard need.isThere else { return (machine.record, .notNeeded) }
            guard now < patience, !context.hasEnded, !Task.isCancelled else { return (machine.record, .cut) }
            let free = pace.next(after: lastSent).map { Int($0.milliseconds(since: began).rounded(.up)) }
            var wake = patience
            for action in machine.handle(event, at: Int(now.milliseconds(since: began)), freeMs: free ?? 0) {
                switch action {
                case .send(let packet):
                    first = first ?? packet
                    lastSent = now
                    pace.take(at: now)
                    wake = pace.next(after: now) ?? now
                    if let error = await link.send(packet), isFatal(error, packet, first) {
                        return (machine.record, .failed(error))
                    }
                case .wake(let ms): wake = began.adding(milliseconds: ms)
                case .finish: return (machine.record, .finished)
                }
            }
            switch await link.next(until: min(wake, patience)) {
            case .reply(let packet, let reply): event = .reply(packet, reply)
            case .failed(let packet, let error) where isFatal(error, packet, first):
                return (machine.record, .failed(error))
            case .failed, nil: event = .wake
            }
        }
    }

    /// What this host's own kernel refuses says nothing about the path. Later packets meet the reports of earlier ones.
    private func isFatal(_ error: LocalError, _ packet: PathPacket, _ first: PathPacket?) -> Bool {
        packet == first || packet.series == .sip && error.kind == .deniedLocally
    }
}
