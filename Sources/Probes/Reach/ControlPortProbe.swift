import DNS
import Diagnosis
import Net

/// Is the host alive at all? A datagram to a port that nobody uses draws ICMP port unreachable from a living host;
/// that works without root, where an echo request does not.
package enum ControlPortProbe: Probe {
    /// Ports that SIP hosts leave closed: next to the SIP ports, and traceroute's first.
    static let ports: [UInt16] = [5071, 33434]
    /// Hosts limit the rate of their ICMP errors (Linux: one a second), so one lost answer says nothing.
    private static let sendTimesMs = [0, 100, 1100, 2200]

    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard let host = await context.firstRoutable()?.endpoint else {
            return Measurement("no_target", "Unused UDP ports: no address to ask")
        }
        let source =
            context.settings.source(toward: host, anyPort: true) ?? Endpoint(host.address.unspecified, port: 0)
        guard case .success(let socket) = context.network.openDatagramSocket(at: source) else {
            return Measurement("error", "Unused UDP ports: no socket could be opened")
        }
        defer { socket.close() }
        let began = context.network.time.now
        let patience = context.patience
        var facts: [String: Value] = [
            "remote": .text("\(Endpoint(host.address, port: ports[0])), port \(ports[1])")
        ]
        for index in sendTimesMs.indices where !context.hasEnded {
            for port in ports {
                let sent = await socket.send([0], to: Endpoint(host.address, port: port, scope: host.scope))
                if case .failed(let error) = sent { return measurement(of: error, facts) }
            }
            let next = index + 1 < sendTimesMs.count ? began.adding(milliseconds: sendTimesMs[index + 1]) : patience
            while let event = await socket.receive(until: min(next, patience)) {
                facts["rtt_ms"] = .number(Int(context.network.time.now.milliseconds(since: began)))
                switch event {
                case .datagram(let datagram) where datagram.from.address == host.address:
                    return Measurement("alive", "\(host.address) answers on an unused UDP port", facts)
                case .datagram: continue
                case .icmp(let error) where error.endsExchange: return measurement(of: error, host, facts)
                case .icmp: continue
                }
            }
        }
        facts["rtt_ms"] = nil
        if context.isCut(since: began) {
            return Measurement("skipped", "Unused UDP ports: the run ended before an answer could come", facts)
        }
        return Measurement("timeout", "\(host.address) says nothing on unused UDP ports", facts)
    }

    private static func measurement(
        of error: ICMPError, _ host: Endpoint, _ facts: [String: Value]
    ) -> Measurement {
        var facts = facts
        facts["icmp"] = .text(error.words)
        facts["offender"] = error.offender.map { .text("\($0)") }
        let offender = error.offender.map { "\($0)" } ?? "something"
        switch Refusal(error, toward: host.address) {
        case .closed: return Measurement("alive", "\(host.address) is alive: it refuses an unused UDP port", facts)
        case .rejected: return Measurement("rejected", "\(offender) rejects packets to unused UDP ports", facts)
        case .unreachable: return Measurement("unreachable", "\(offender) says \(host.address) is unreachable", facts)
        }
    }

    private static func measurement(of error: LocalError, _ facts: [String: Value]) -> Measurement {
        switch LocalRefusal(error) {
        case .denied: Measurement("denied", "This host's own firewall refuses to send", facts)
        case .noRoute: Measurement("no_route", "This host has no route", facts)
        case .other: Measurement("error", "Unused UDP ports: \(error)", facts)
        }
    }
}
