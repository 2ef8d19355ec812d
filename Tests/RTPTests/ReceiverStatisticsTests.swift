import RTP
import Testing

@Suite struct ReceiverStatisticsTests {
    /// PCMU every 20 ms.
    private func receive(_ sequences: [Int], ssrc: UInt32 = 1) -> ReceiverStatistics {
        var statistics = ReceiverStatistics(clockRates: [0: 8000])
        for (place, sequence) in sequences.enumerated() {
            let packet = packet(
                UInt16(truncatingIfNeeded: sequence), timestamp: UInt32(truncatingIfNeeded: sequence * 160), ssrc: ssrc)
            statistics.receive(packet, atMs: Double(1000 + 20 * place))
        }
        return statistics
    }

    @Test(
        arguments: [
            // sequence numbers, received, lost, duplicates, reordered, runs of losses, the longest
            ([1], [1, 0, 0, 0, 0, 0]), ([1, 2, 3], [3, 0, 0, 0, 0, 0]), ([1, 3, 4], [3, 1, 0, 0, 1, 1]),
            ([1, 3, 2, 4], [4, 0, 0, 1, 0, 0]), ([1, 2, 2, 2, 3], [3, 0, 2, 0, 0, 0]),
            ([1, 4, 5, 9, 10], [5, 5, 0, 0, 2, 3]), ([65_534, 65_535, 65_536, 65_537], [4, 0, 0, 0, 0, 0]),
            ([65_534, 65_537], [2, 2, 0, 0, 1, 2]), ([5, 4, 3, 6], [4, 0, 0, 2, 0, 0]),
            ([3, 1, 4], [3, 1, 0, 1, 0, 0]),
            // Far away: a stray alone, a new beginning with a second one.
            ([1, 2, 30_000, 3], [3, 0, 0, 0, 0, 0]), ([1, 2, 30_000, 30_001, 30_003], [5, 1, 0, 0, 1, 1]),
            ([20_000, 20_001, 5, 6], [4, 0, 0, 0, 0, 0]), ([1, 2, 30_000, 40_000, 3], [3, 0, 0, 0, 0, 0]),
        ] as [([Int], [Int])])
    func sequences(_ sequences: [Int], _ expected: [Int]) {
        let got = receive(sequences)
        #expect(
            [got.received, got.lost, got.duplicates, got.reordered, got.lossRuns, got.longestLossRun] == expected)
    }

    @Test func longCalls() {
        let outage = receive(Array(0..<200) + Array(300..<500))
        #expect(outage.received == 400 && outage.lost == 100 && outage.lossRuns == 1 && outage.longestLossRun == 100)
        let minute = receive(Array(0..<5000) + [7900])
        #expect(minute.received == 5001 && minute.lost == 2900 && minute.longestLossRun == 2900)
        let wraps = receive(Array(0..<140_000))
        #expect(wraps.received == 140_000 && wraps.lost == 0 && wraps.lossRuns == 0)
    }

    /// A late packet still counts as received, though its run of losses had been judged.
    @Test func tooLateToPlay() {
        let got = receive(Array(0..<10) + Array(11..<100) + [10])
        #expect(got.received == 100 && got.lost == 0 && got.reordered == 1 && got.longestLossRun == 1)
    }

    @Test func percent() {
        #expect(receive([]).lossPercent == 0)
        #expect(receive([1, 2, 3, 5]).lossPercent == 20)
    }

    @Test func times() {
        #expect(receive([]).firstMs == nil)
        let got = receive([1, 2, 3])
        #expect(got.firstMs == 1000 && got.lastMs == 1040 && got.maxGapMs == 20)
    }

    /// RFC 3550 A.8: every second packet comes 8 ms late, so the difference is 8 ms each time, and the jitter grows toward it.
    @Test func jitter() {
        var statistics = ReceiverStatistics(clockRates: [0: 8000])
        for place in 0..<400 {
            // The timestamp wraps on the way.
            let timestamp = UInt32.max &- 16_000 &+ UInt32(place * 160)
            statistics.receive(
                packet(UInt16(place), timestamp: timestamp), atMs: Double(20 * place + (place % 2) * 8))
        }
        #expect(abs(statistics.jitterMs - 8) < 0.001)
        #expect(statistics.report()?.jitter == 63)
        #expect(receive(Array(0..<100)).jitterMs == 0)
    }

    /// Another payload type, an unknown one, and a timestamp that begins anew are no jitter.
    @Test func whatIsNoJitter() {
        var statistics = ReceiverStatistics(clockRates: [0: 8000, 101: 8000])
        let types: [(UInt8, UInt32)] = [(0, 0), (101, 40_000), (0, 320), (0, 3_000_000_000), (77, 5), (77, 6)]
        for (place, (type, timestamp)) in types.enumerated() {
            statistics.receive(
                packet(UInt16(place), timestamp: timestamp, payloadType: type), atMs: Double(20 * place))
        }
        #expect(statistics.jitterMs == 0)
        #expect(statistics.payloadTypes == [0, 101, 77])
    }

    /// Two sources at once, as when an announcement and the callee both send: neither loses anything.
    @Test func sources() {
        var statistics = ReceiverStatistics(clockRates: [0: 8000])
        for place in 0..<10 {
            let ssrc: UInt32 = place.isMultiple(of: 2) ? 1 : 2
            statistics.receive(
                packet(UInt16(1000 * Int(ssrc) + place / 2), timestamp: UInt32(place / 2 * 160), ssrc: ssrc),
                atMs: Double(10 * place))
        }
        #expect(statistics.received == 10 && statistics.lost == 0 && statistics.ssrcChanges == 9)
        #expect(statistics.ssrc == 2)
    }

    /// Invented sources beyond the sixteenth are not counted.
    @Test func flood() {
        var statistics = ReceiverStatistics(clockRates: [0: 8000])
        for ssrc in 0..<1000 { statistics.receive(packet(1, ssrc: UInt32(ssrc)), atMs: 0) }
        #expect(statistics.received == 16 && statistics.ssrcChanges == 15)
    }

    /// RFC 3550 A.3: the fraction is of the time since the report before.
    @Test func reports() throws {
        var statistics = receive([1, 2, 3, 5])
        var report = try present(statistics.report())
        #expect(report.fractionLost == 51 && report.lost == 1 && report.highestSequence == 5 && report.ssrc == 1)
        statistics.receive(packet(6), atMs: 2000)
        report = try present(statistics.report())
        #expect(report.fractionLost == 0 && report.lost == 1 && report.highestSequence == 6)
        var none = receive([])
        #expect(none.report() == nil)
        var wrapped = receive([65_535, 65_536])
        #expect(wrapped.report()?.highestSequence == 65_536)
    }
}
