import Net
import RTP

/// The media of an answered call, without its sockets: what to send and where to, and what came of it.
struct MediaCall: Sendable {
    private let began: Instant
    private var output: MediaOutput
    private var intake: MediaIntake
    private var route: MediaRoute
    /// Where the SDP wants RTCP, if not beside RTP.
    private var control: Endpoint?
    private var sent = 0
    private var icmp: ICMPError?
    private var sendError: LocalError?

    init(_ plan: MediaPlan, at now: Instant) {
        began = now
        output = MediaOutput(plan)
        intake = MediaIntake(plan, ssrc: output.ssrc, began: now)
        route = MediaRoute(plan.remote)
        control = plan.control
    }

    /// The next packet; nil where there is nowhere to send it.
    mutating func packet() -> (bytes: [UInt8], to: Endpoint)? {
        guard let target = route.target, let bytes = output.packet() else { return nil }
        return (bytes, target)
    }

    /// The next RTCP packet.
    mutating func report(at now: Instant, unixMilliseconds: Int64, isLast: Bool) -> (bytes: [UInt8], to: Endpoint)? {
        guard let target = route.target, let control = control ?? target.nextPort else { return nil }
        let block = intake.report(at: now)
        return output.report(on: block, unixMilliseconds: unixMilliseconds, isLast: isLast).map { ($0, control) }
    }

    /// What became of a packet sent.
    mutating func note(_ result: SendResult) {
        switch result {
        case .sent: sent += 1
        case .failed(let error):
            route.failed(error)
            if sendError == nil { sendError = error }
        }
    }

    /// An ICMP error for a packet sent.
    mutating func note(_ error: ICMPError) {
        if icmp == nil { icmp = error }
    }

    /// What came in on either port.
    mutating func take(_ datagram: Datagram) {
        if intake.take(datagram) { route.heard(from: datagram.from) }
    }

    /// The other side wants its media elsewhere.
    mutating func move(to remote: Endpoint) {
        route = MediaRoute(remote)
        control = nil
        intake.expect(from: remote)
    }

    func result(at end: Instant, early: Int) -> MediaResult {
        let statistics = intake.statistics
        var result = MediaResult(early: early)
        result.wasStarted = true
        result.sent = sent
        result.received = statistics.received
        result.lost = statistics.lost
        result.lossPercent = statistics.lossPercent
        result.longestLossRun = statistics.longestLossRun
        result.duplicates = statistics.duplicates + intake.replays
        result.reordered = statistics.reordered
        result.jitterMs = statistics.jitterMs
        result.firstPacketMs = statistics.firstMs
        if let last = statistics.lastMs {
            result.maxGapMs = max(statistics.maxGapMs, end.milliseconds(since: began) - last)
        }
        result.from = intake.from
        result.fromDiffers = intake.from != nil && !intake.cameAsAnnounced
        result.srtpFailures = intake.srtpFailures
        result.understood = intake.understood
        result.strangers = intake.strangers
        result.payloadTypes = statistics.payloadTypes
        result.icmp = icmp?.sentence
        result.sendError = sendError
        result.peerReport = intake.peerReport
        return result
    }
}

extension Endpoint {
    /// RTCP's port beside RTP's; nil where there is none.
    fileprivate var nextPort: Endpoint? { port == .max ? nil : Endpoint(address, port: port + 1, scope: scope) }
}
