package import Net
import SIP

/// How fast hosts are asked by all the runs together that share it.
@NetActor
package final class HostPace {
    fileprivate var pacer: RequestPacer

    /// - Parameter perSecond: New requests to one host in any second; nil: as many as a stranger's server puts up with.
    package init(perSecond: Int? = nil) {
        pacer = RequestPacer(maximumPerSecond: perSecond ?? RequestPacer.usual)
    }
}

/// How a run behaves toward each server, and what it remembers of the answers it got.
@NetActor
final class Manners {
    private let time: any TimeSource
    var deadline: Instant
    private let pace: HostPace
    private let queue: WaitingRoom<Never>
    private var answers: [IPAddress: Int] = [:]
    private var isOver = false
    /// The last moment until which a host asked this run to leave it alone.
    private(set) var restsUntil: Instant?

    init(time: any TimeSource, deadline: Instant, pace: HostPace) {
        self.time = time
        self.pace = pace
        self.deadline = deadline
        queue = WaitingRoom(time: time)
    }

    /// Returns when one request may be sent; a result says why none may.
    /// - Parameter isUrgent: It goes before others that wait: what is measured beside a call must not delay it.
    func turn(
        toward host: IPAddress, isUrgent: Bool, patience: Instant
    ) async -> ExchangeResult.Ending? {
        while true {
            switch pace.pacer.turn(toward: host, at: time.now, until: patience) {
            case .now: return nil
            case .unwanted(let until):
                return .unwanted(seconds: Int((until.milliseconds(since: time.now) / 1000).rounded(.up)))
            case .at(let instant):
                guard !isOver, instant < deadline, !Task.isCancelled else { return .tooLate }
                _ = await queue.wait(until: isUrgent ? instant : instant.adding(milliseconds: 1))
            }
        }
    }

    /// The run ends: who waits goes away.
    func end() {
        isOver = true
        queue.resumeAll(returning: nil)
    }

    /// Retry-After is the server's own wish in a 503, 500 and 413 (RFC 3261 21.5.4, 21.5.1, 21.4.11); in other answers it
    /// tells when the callee can be reached (20.33).
    func heed(_ response: Message, from host: IPAddress) {
        answers[host, default: 0] += 1
        guard [413, 500, 503].contains(response.statusCode), let wish = response.retryAfter else { return }
        let end = time.now.adding(milliseconds: 1000 * wish.seconds)
        pace.pacer.rest(host, until: end)
        restsUntil = max(restsUntil ?? end, end)
    }

    /// How many requests this host has answered so far.
    func answers(from host: IPAddress) -> Int { answers[host] ?? 0 }
}

extension ProbeContext {
    /// Waits until one more request may be sent to a host; a result says why none may.
    func turn(toward remote: Endpoint, isUrgent: Bool = false) async -> ExchangeResult.Ending? {
        await manners.turn(toward: remote.address, isUrgent: isUrgent, patience: patience)
    }
}
