import DNS
import Net
import SIP

/// Whether a path has to be traced: what is answered needs no trace. It waits first, so that a healthy path costs no packet.
@NetActor
struct PathNeed {
    private let target: PathTarget
    /// The transport of the call, and where it may go to.
    private let selected: String?
    private let servers: [Endpoint]
    private let context: ProbeContext

    /// From the beginning of the run.
    private static let graceMs = 400
    /// A call comes after the name was looked up, and a busy server takes its time to say Trying.
    private static let callGraceMs = 1500

    init(_ target: PathTarget, _ location: Location, in context: ProbeContext) {
        self.target = target
        selected = location.selectedTransport?.rawValue
        servers = location.tried.compactMap(\.endpoint)
        self.context = context
    }

    func wait() async {
        guard !context.tracesAnsweredPaths else { return }
        let grace = target.question == .invite ? (context.mayCall ? Self.callGraceMs : 0) : Self.graceMs
        await context.network.time.sleep(until: context.started.adding(milliseconds: grace))
    }

    var isThere: Bool {
        switch target.question {
        case .options: context.tracesAnsweredPaths || !isHeard()
        // OPTIONS is answered, and the call is not.
        case .invite: context.mayCall && selected == "udp" && isHeard(.options) && !isHeard(.invite)
        }
    }

    /// An answer has come from there, or over the transport that the call goes over from any server of the name.
    private func isHeard(_ method: SIP.Method? = nil) -> Bool {
        context.log.heard.contains { heard in
            let isTraced = heard.isFrom(target.endpoint) && (heard.transport == "udp") == target.isDatagram
            let isSelected = servers.contains(where: heard.isFrom) && heard.transport == selected
            return (isTraced || isSelected) && (method == nil || heard.method == method)
        }
    }
}

extension MessageLog.Heard {
    /// Over UDP an answer may come from another port.
    fileprivate func isFrom(_ server: Endpoint) -> Bool {
        remote.address == server.address && (transport == "udp" || remote.port == server.port)
    }
}
