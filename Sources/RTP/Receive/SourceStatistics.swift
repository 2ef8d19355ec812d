/// What has come from one synchronization source.
struct SourceStatistics: Sendable {
    private(set) var duplicates = 0
    private(set) var reordered = 0
    private(set) var jitter = Jitter()
    private var span: SequenceSpan
    /// Those before the source began anew.
    private var past = Totals()
    /// What would follow a packet outside of the span: a second one in sequence is a new beginning (RFC 3550 A.1).
    private var restart: UInt16?
    /// At the last report.
    private var reported = Totals()

    struct Totals: Hashable, Sendable {
        var received = 0
        var expected = 0
        var lossRuns = 0
        var longestLossRun = 0

        /// Never negative: duplicates are not among those received.
        var lost: Int { max(0, expected - received) }
    }

    init(_ packet: RTPPacket, clockRate: Int?, atMs: Double) {
        span = SequenceSpan(packet.sequence)
        jitter.receive(packet, clockRate: clockRate, atMs: atMs)
    }

    var totals: Totals {
        let runs = span.lossRuns
        return Totals(
            received: past.received + span.received, expected: past.expected + span.expected,
            lossRuns: past.lossRuns + runs.count, longestLossRun: max(past.longestLossRun, runs.longest))
    }

    mutating func receive(_ packet: RTPPacket, clockRate: Int?, atMs: Double) {
        switch span.receive(packet.sequence) {
        case .next: break
        case .reordered: reordered += 1
        case .duplicate:
            duplicates += 1
            return
        case .outside:
            guard packet.sequence == restart else { return restart = packet.sequence &+ 1 }
            past = totals
            span = SequenceSpan(packet.sequence &- 1)
            _ = span.receive(packet.sequence)
        }
        restart = nil
        jitter.receive(packet, clockRate: clockRate, atMs: atMs)
    }

    /// For the source's next receiver report (RFC 3550 A.3).
    mutating func report(ssrc: UInt32, clockRate: Int) -> ReportBlock {
        let totals = totals
        let expected = totals.expected - reported.expected
        let lost = expected - (totals.received - reported.received)
        reported = totals
        return ReportBlock(
            ssrc: ssrc, fractionLost: expected > 0 && lost > 0 ? UInt8(clamping: lost * 256 / expected) : 0,
            lost: totals.lost, highestSequence: UInt32(truncatingIfNeeded: span.highest - 1 << 16),
            jitter: UInt32(min(jitter.ms * Double(clockRate) / 1000, Double(UInt32.max))))
    }
}
