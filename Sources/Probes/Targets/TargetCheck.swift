import DNS
import Net
import TLS

/// One target of a name, asked over the transport that DNS publishes it for.
struct TargetCheck: Sendable {
    /// What a port speaks that does not speak what is published.
    enum Language: Sendable {
        case tls
        case plainSIP
    }

    let target: Location.Target
    let result: ExchangeResult
    var speaks: Language?

    /// It was asked to the end, and gave no answer.
    var isDead: Bool { result.isComplete && !result.isAnswered }

    var words: String {
        switch speaks {
        case .tls: "\(result.words); the port speaks TLS, and is published for plain \(name)"
        case .plainSIP: "\(result.words); the port speaks plain SIP, and is published for TLS"
        case nil: result.words
        }
    }

    /// `203.0.113.10:5060 udp, sip.example.com (priority 10, weight 60)`.
    var place: String {
        let host = target.host.map { ", \($0)" } ?? ""
        let order = target.priority.map { " (priority \($0), weight \(target.weight ?? 0))" } ?? ""
        return "\(result.remote) \(target.transport.rawValue)\(host)\(order)"
    }

    private var name: String { target.transport.rawValue.uppercased() }
}

/// Asks a target, and looks closer where it does not answer.
@NetActor
struct TargetRun {
    let target: Location.Target
    let endpoint: Endpoint
    let context: ProbeContext

    func run() async -> TargetCheck {
        let result = await OptionsProbe.ask(Addresses.Address(endpoint, target.transport), in: context)
        var check = TargetCheck(target: target, result: result)
        guard check.isDead, result.connectMs != nil, !context.hasEnded else { return check }
        switch target.transport {
        case .tcp:
            if PortLanguageProbe.speaks(await PortLanguageProbe.greet(endpoint, in: context)) { check.speaks = .tls }
        case .tls: if await speaksPlainSIP() { check.speaks = .plainSIP }
        case .udp, .ws, .wss: break
        }
        return check
    }

    private func speaksPlainSIP() async -> Bool {
        await OptionsProbe.ask(Addresses.Address(endpoint, .tcp), anyPort: true, in: context).isAnswered
    }
}
