/// What came of a stream: packets, losses, jitter (RFC 3550 A.1, A.3, A.8), fed packet by packet. Times are milliseconds
/// on any one clock.
package struct ReceiverStatistics: Sendable {
    /// When the first packet came.
    package private(set) var firstMs: Double?
    package private(set) var lastMs: Double?
    /// The longest pause between two packets.
    package private(set) var maxGapMs = 0.0
    /// Times that packets of another source came than the one before.
    package private(set) var ssrcChanges = 0
    /// In the order in which they came up.
    package private(set) var payloadTypes: [UInt8] = []
    /// The source of the last packet.
    package private(set) var ssrc: UInt32?
    private var sources: [UInt32: SourceStatistics] = [:]
    private let clockRates: [UInt8: Int]

    /// More than any call has; a flood of invented ones costs no more memory than that.
    private static let maximumSources = 16

    /// - Parameter clockRates: timestamp units a second of each payload type that may come; the jitter of others is not
    ///   measured.
    package init(clockRates: [UInt8: Int]) {
        self.clockRates = clockRates
    }

    package mutating func receive(_ packet: RTPPacket, atMs: Double) {
        let clockRate = clockRates[packet.payloadType]
        if sources[packet.ssrc] != nil {
            sources[packet.ssrc]?.receive(packet, clockRate: clockRate, atMs: atMs)
        } else if sources.count < Self.maximumSources {
            sources[packet.ssrc] = SourceStatistics(packet, clockRate: clockRate, atMs: atMs)
        } else {
            return
        }
        if let ssrc, ssrc != packet.ssrc { ssrcChanges += 1 }
        ssrc = packet.ssrc
        if !payloadTypes.contains(packet.payloadType) { payloadTypes.append(packet.payloadType) }
        if let lastMs { maxGapMs = max(maxGapMs, atMs - lastMs) }
        lastMs = atMs
        firstMs = firstMs ?? atMs
    }

    /// Without duplicates.
    package var received: Int { sum(\.received) }
    package var lost: Int { sum(\.lost) }
    package var duplicates: Int { sources.values.reduce(0) { $0 + $1.duplicates } }
    package var reordered: Int { sources.values.reduce(0) { $0 + $1.reordered } }

    /// Of the packets that should have come; 0 where none was to come.
    package var lossPercent: Double {
        let expected = sum(\.expected)
        return expected == 0 ? 0 : 100 * Double(lost) / Double(expected)
    }

    /// Of the source that sent most.
    package var jitterMs: Double {
        sources.values.max { $0.totals.received < $1.totals.received }?.jitter.ms ?? 0
    }

    /// How often one or more packets in a row were lost.
    package var lossRuns: Int { sum(\.lossRuns) }
    package var longestLossRun: Int { sources.values.map(\.totals.longestLossRun).max() ?? 0 }

    /// The receiver report on the source of the last packet; nil where nothing came.
    package mutating func report() -> ReportBlock? {
        guard let ssrc else { return nil }
        let clockRate = payloadTypes.compactMap { clockRates[$0] }.first ?? 8000
        return sources[ssrc]?.report(ssrc: ssrc, clockRate: clockRate)
    }

    private func sum(_ part: (SourceStatistics.Totals) -> Int) -> Int {
        sources.values.reduce(0) { $0 + part($1.totals) }
    }
}
