import DNS
import Diagnosis
import Net

/// Where on the path does SIP stop? Packets that expire on the way name the routers; where those of a call stay silent
/// and others do not, something stands in between (`network.md` 1.5).
package enum PathTraceProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        let isDatagram = parameters["transport"] != "tcp"
        let question: PathTrace.Question = parameters["request"] == "invite" ? .invite : .options
        guard let endpoint = await target(isDatagram, in: context) else {
            return Measurement("no_target", "Path of \(isDatagram ? "UDP" : "TCP"): no address to ask")
        }
        let target = PathTarget(endpoint: endpoint, isDatagram: isDatagram, question: question)
        let isHere = context.network.sourceAddress(toward: endpoint) == .success(endpoint.address)
        if isHere || endpoint.address.isLoopback { return PathWords.local(target) }
        let began = context.network.time.now
        let need = PathNeed(target, await context.location(), in: context)
        await need.wait()
        let link: any PathLink
        if isDatagram {
            switch DatagramPath.open(endpoint, question, in: context) {
            case .success(let path): link = path
            case .failure(let error): return PathWords.failed(error, target)
            }
        } else {
            link = StreamPath(endpoint, in: context)
        }
        defer { link.close() }
        let patience = min(began.adding(milliseconds: context.settings.timeoutMs), context.deadline)
        let (record, ending) = await PathRun(target: target, need: need, patience: patience, context: context)
            .trace(link)
        switch ending {
        case .notNeeded: return PathWords.notNeeded(target)
        case .failed(let error): return PathWords.failed(error, target)
        case .cut where context.isCut(since: began): return PathWords.cut(target)
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
