import DNS
import Diagnosis
import Net
import SIP

/// The requests of one loss test.
@NetActor
final class LossRun {
    private(set) var count: LossCount
    private let channel: any SIPChannel
    private let context: ProbeContext
    private let mailbox: Mailbox<SocketEvent>
    private var matchers: [String: (index: Int, matcher: ResponseMatcher)] = [:]
    private var time: any TimeSource { context.network.time }

    static let requests = 20
    /// One a second is left to whatever else asks the same host.
    static let intervalMs = 250
    /// Fewer say nothing about loss.
    static let fewest = 10

    /// - Parameter roundTripMs: What an answer took before.
    init(_ channel: any SIPChannel, roundTripMs: Double, in context: ProbeContext) {
        count = LossCount(roundTripMs: roundTripMs)
        self.channel = channel
        self.context = context
        mailbox = Mailbox(capacity: 256, time: context.network.time)
        channel.listen(branch: nil, callID: nil, into: mailbox)
    }

    func close() {
        channel.close()
        mailbox.close()
    }

    func send() async {
        for _ in 0..<Self.requests {
            guard await context.turn(toward: channel.remote) == nil, context.takeTransaction(), await sendOne() else {
                break
            }
            await listen(until: time.now.adding(milliseconds: Self.intervalMs))
            // A server that bans is asked no longer than it takes to see that.
            if context.hasEnded || count.silentAtEnd(at: time.now) >= LossCount.suspiciousRun { break }
        }
        let patience = min(2 * count.patienceMs, Double(context.settings.timeoutMs))
        let end = min(time.now.adding(milliseconds: Int(patience)), context.deadline)
        while count.lost > 0, time.now < end, await take(until: end) {}
    }

    private func sendOne() async -> Bool {
        let branch = RandomID.branch()
        guard let request = OptionsRequest.builder(for: context, over: .udp)(channel.local, branch) else {
            return false
        }
        let instant = time.now
        // What never left this host is no loss on the way.
        guard await channel.send(request.bytes, until: context.patience) == nil else { return false }
        matchers[branch] = (count.sent, ResponseMatcher(request: request))
        count.sent(at: instant)
        record(.sent, request.bytes, at: instant)
        return true
    }

    private func listen(until end: Instant) async {
        while time.now < end, await take(until: end) {}
    }

    /// False at the end.
    private func take(until end: Instant) async -> Bool {
        guard let event = await mailbox.receive(until: end) else { return false }
        guard case .message(let message, let source, let instant) = event, (message.statusCode ?? 0) >= 200,
            let (index, matcher) = message.topVia?.branch.flatMap({ matchers[$0] }),
            case .match = matcher.match(message)
        else { return true }
        guard count.answered(index, at: instant) else { return true }
        context.manners.heed(message, from: channel.remote.address)
        record(.received, message.bytes, from: source, at: instant)
        return true
    }

    private func record(
        _ direction: MessageLog.Direction, _ bytes: [UInt8], from source: Endpoint? = nil, at instant: Instant
    ) {
        context.log.record(
            direction, bytes, transport: "udp", local: channel.local, remote: source ?? channel.remote, at: instant)
    }
}
