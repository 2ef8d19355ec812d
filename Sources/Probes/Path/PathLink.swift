import DNS
import Net
import SIP

/// What a trace is about.
struct PathTarget: Sendable {
    var endpoint: Endpoint
    /// UDP, and not TCP.
    var isDatagram: Bool
    var question: PathTrace.Question
}

/// Sends packets with a hop limit to one target, and tells what becomes of each.
@NetActor
protocol PathLink: AnyObject {
    /// Nil when it is on its way.
    func send(_ packet: PathPacket) async -> LocalError?

    /// Nil at the deadline, or when the task is cancelled.
    func next(until deadline: Instant) async -> PathNews?

    func close()
}

enum PathNews: Sendable {
    case reply(PathPacket, PathReply)
    /// This host itself did not send it.
    case failed(PathPacket, LocalError)
}

extension PathReply {
    /// Nil for a message that says nothing about the way: fragmentation needed, the kernel's own word.
    init?(_ error: ICMPError, toward target: IPAddress) {
        guard let offender = error.offender else { return nil }
        if error.kind == .ttlExceeded {
            self = .expired(offender)
            return
        }
        guard error.endsExchange else { return nil }
        self =
            switch Refusal(error, toward: target) {
            case .closed: .closed
            case .rejected: .refused(offender)
            case .unreachable: .unreachable(offender)
            }
    }
}

extension PathPacket.Series {
    /// Where its packets go.
    func destination(_ target: Endpoint) -> Endpoint {
        var endpoint = target
        switch self {
        case .sip, .junk: break
        case .control, .plain: endpoint.port = ControlPortProbe.ports.first { $0 != target.port } ?? 0
        case .web: endpoint.port = target.port == 443 ? 80 : 443
        }
        return endpoint
    }
}
