import DNS
import Diagnosis
import Net

/// Connects to a TCP port and closes again; a reset, a reject and silence are three different answers.
package enum TCPPortProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard let first = await context.firstRoutable(), let host = first.endpoint else {
            return Measurement("no_target", "TCP: no address to ask")
        }
        let port: UInt16 =
            switch parameters["port"] {
            case "sips": 5061
            case "https": 443
            default: first.transport == .udp || first.transport == .tcp ? host.port : 5060
            }
        let remote = Endpoint(host.address, port: port, scope: host.scope)
        let began = context.network.time.now
        let source = context.settings.source(toward: remote, anyPort: true)
        let result = await context.network.connect(to: remote, from: source, until: context.patience)
        let elapsed = Int(context.network.time.now.milliseconds(since: began))
        var facts: [String: Value] = ["remote": .text("\(remote)")]
        switch result {
        case .connected(let connection):
            connection.close()
            facts["connect_ms"] = .number(elapsed)
            return Measurement("open", "TCP \(remote) is open", facts)
        case .reset: return Measurement("refused", "TCP \(remote) is closed: the host answers with a reset", facts)
        case .icmp(let error): return measurement(of: error, remote, facts)
        case .timedOut where context.isCut(since: began):
            return Measurement("skipped", "TCP \(remote): the run ended before an answer could come", facts)
        case .timedOut(let syns):
            facts["syns"] = .number(syns)
            return Measurement("timeout", "TCP \(remote) does not answer", facts)
        case .local(let error):
            switch LocalRefusal(error) {
            case .denied: return Measurement("denied", "This host's own firewall refuses TCP to \(remote)", facts)
            case .noRoute: return Measurement("no_route", "This host has no route to \(remote)", facts)
            case .other: return Measurement("error", "TCP \(remote): \(error)", facts)
            }
        }
    }

    private static func measurement(
        of error: ICMPError, _ remote: Endpoint, _ facts: [String: Value]
    ) -> Measurement {
        var facts = facts
        facts["icmp"] = .text(error.words)
        facts["offender"] = error.offender.map { .text("\($0)") }
        let offender = error.offender.map { "\($0)" } ?? "something"
        switch Refusal(error, toward: remote.address) {
        // A kernel answers a closed TCP port with a reset; ICMP from the target is its firewall's REJECT.
        case .closed, .rejected: return Measurement("rejected", "\(offender) rejects TCP to \(remote)", facts)
        case .unreachable: return Measurement("unreachable", "\(offender) says \(remote) is unreachable", facts)
        }
    }
}
