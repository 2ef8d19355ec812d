import DNS
import Diagnosis
import Net

/// Where on the path does SIP stop? Packets that expire on the way name the routers; where those of a call stay silent
/// and others do not, something stands in between (`network.md` 1.5).
package enum PathTraceProbe: Probe {
    /// A call that is answered needs no trace: it has this long, from the beginning of the run.
    static let graceMs = 400

    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        let isDatagram = parameters["transport"] != "tcp"
        let name = isDatagram ? "UDP" : "TCP"
        guard let target = await target(isDatagram, in: context) else {
            return Measurement("no_target", "Path of \(name): no address to ask")
        }
        if target.address.isLoopback { return PathWords.local(target, isDatagram) }
        let began = context.network.time.now
        let patience = context.patience
        let selected = await context.location().selectedTransport?.rawValue
        let run = PathRun(
            target: target, isDatagram: isDatagram, selected: selected, patience: patience, context: context)
        if !context.tracesAnsweredPaths {
            let grace = min(context.started.adding(milliseconds: graceMs), patience)
            await context.network.time.sleep(until: grace)
        }
        let link: any PathLink
        if isDatagram {
            switch DatagramPath.open(target, in: context) {
            case .success(let path): link = path
            case .failure(let error): return PathWords.failed(error, target, isDatagram)
            }
        } else {
            link = StreamPath(target, in: context)
        }
        defer { link.close() }
        let (record, ending) = await run.trace(link)
        switch ending {
        case .heard: return PathWords.notNeeded(target, isDatagram)
        case .failed(let error): return PathWords.failed(error, target, isDatagram)
        case .cut where context.isCut(since: began): return PathWords.cut(target, isDatagram)
        case .cut, .finished: return PathWords(record, target).measurement(link as? DatagramPath)
        }
    }

    /// The first address of the transport that this host has a route to.
    @NetActor
    private static func target(_ isDatagram: Bool, in context: ProbeContext) async -> Endpoint? {
        let selected = await context.location().selectedTransport
        let isSelected = isDatagram == (selected == .udp)
        let found = await Addresses.find(isSelected ? [:] : ["transport": isDatagram ? "udp" : "tcp"], in: context)
            .map(\.endpoint)
        return found.first { if case .success = context.network.sourceAddress(toward: $0) { true } else { false } }
            ?? found.first
    }
}

/// The machine driven over a link.
@NetActor
private struct PathRun {
    var target: Endpoint
    var isDatagram: Bool
    /// The transport of the call.
    var selected: String?
    var patience: Instant
    var context: ProbeContext

    enum Ending {
        case finished
        /// Time ran out; what was seen stands.
        case cut
        /// SIP is answered after all.
        case heard
        /// This host does not send.
        case failed(LocalError)
    }

    func trace(_ link: any PathLink) async -> (PathRecord, Ending) {
        let began = context.network.time.now
        let pace = context.pathPace
        pace.enter()
        defer { pace.leave() }
        var machine = PathTrace(PathRecord(target: target.address, isDatagram: isDatagram))
        var event = PathTrace.Event.start
        var lastSent: Instant?
        while true {
            let now = context.network.time.now
            if isHeard { return (machine.record, .heard) }
            guard now < patience, !context.hasEnded, !Task.isCancelled else { return (machine.record, .cut) }
            let free = pace.next(after: lastSent).map { Int($0.milliseconds(since: began).rounded(.up)) }
            var wake = patience
            for action in machine.handle(event, at: Int(now.milliseconds(since: began)), freeMs: free ?? 0) {
                switch action {
                case .send(let packet):
                    lastSent = now
                    pace.take(at: now)
                    wake = pace.next(after: now) ?? now
                    if let error = await link.send(packet), isFatal(error, packet) {
                        return (machine.record, .failed(error))
                    }
                case .wake(let ms): wake = began.adding(milliseconds: ms)
                case .finish: return (machine.record, .finished)
                }
            }
            switch await link.next(until: min(wake, patience)) {
            case .reply(let packet, let reply): event = .reply(packet, reply)
            case .failed(let packet, let error) where isFatal(error, packet):
                return (machine.record, .failed(error))
            case .failed, nil: event = .wake
            }
        }
    }

    /// What this host's own kernel refuses says nothing about the path. Later packets meet the reports of earlier ones.
    private func isFatal(_ error: LocalError, _ packet: PathPacket) -> Bool {
        packet.series == .sip && (packet.hops == 1 || error.kind == .deniedLocally)
    }

    /// A SIP message has come from there, over the transport that is traced or the one that the call goes over.
    private var isHeard: Bool {
        guard !context.tracesAnsweredPaths else { return false }
        return context.log.heard.contains { heard in
            heard.address == target.address
                && ((heard.transport == "udp") == isDatagram || heard.transport == selected)
        }
    }
}
