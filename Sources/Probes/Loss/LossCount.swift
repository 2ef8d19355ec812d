import Net

/// Probes at an even pace, and what came back of them: a value without a clock.
struct LossCount: Sendable {
    private struct Probe {
        var sentAt: Instant
        var answeredAt: Instant?
        var duplicates = 0
    }

    private var probes: [Probe] = []
    /// How long an answer may take, milliseconds, before its absence means anything.
    let patienceMs: Double

    /// - Parameter roundTripMs: What an answer took before.
    init(roundTripMs: Double) {
        patienceMs = max(Self.leastPatienceMs, 3 * roundTripMs)
    }

    mutating func sent(at instant: Instant) { probes.append(Probe(sentAt: instant)) }

    /// - Returns: Whether it is the first answer to this one.
    mutating func answered(_ index: Int, at instant: Instant) -> Bool {
        guard probes[index].answeredAt == nil else {
            probes[index].duplicates += 1
            return false
        }
        probes[index].answeredAt = instant
        return true
    }

    var sent: Int { probes.count }
    var answered: Int { probes.count { $0.answeredAt != nil } }
    var lost: Int { sent - answered }
    /// From one to the next, in the mean.
    var intervalMs: Int {
        guard probes.count > 1, let first = probes.first, let last = probes.last else { return 0 }
        return Int(last.sentAt.milliseconds(since: first.sentAt)) / (probes.count - 1)
    }
    var duplicates: Int { probes.reduce(0) { $0 + $1.duplicates } }
    /// Answers that came after a client would have repeated itself (T1).
    var late: Int { roundTripsMs.count { $0 > 500 } }

    var roundTripsMs: [Double] { probes.compactMap { probe in probe.answeredAt?.milliseconds(since: probe.sentAt) } }

    /// The mean difference between one round trip and the next (RFC 3550 6.4.1 without its smoothing).
    var jitterMs: Double? {
        let trips = roundTripsMs
        guard trips.count > 1 else { return nil }
        return zip(trips, trips.dropFirst()).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(trips.count - 1)
    }

    var medianMs: Double? {
        let sorted = roundTripsMs.sorted()
        return sorted.isEmpty ? nil : sorted[sorted.count / 2]
    }

    /// The longest series of probes without an answer.
    var longestRun: Int {
        var (longest, current) = (0, 0)
        for probe in probes {
            current = probe.answeredAt == nil ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }

    /// Probes since the last one that was answered.
    var silentAtEnd: Int { probes.reversed().prefix { $0.answeredAt == nil }.count }

    /// The same, of those that could have been answered by now.
    func silentAtEnd(at now: Instant) -> Int {
        probes.reversed().drop { now.milliseconds(since: $0.sentAt) < patienceMs }
            .prefix { $0.answeredAt == nil }.count
    }

    private static let leastPatienceMs = 1000.0
    /// Chance does that once in thousands of runs with one packet in five lost.
    static let suspiciousRun = 6

    /// It answered, and then no more: loss takes probes here and there, a ban takes all from one on.
    var hasFallenSilent: Bool {
        let before = sent - silentAtEnd
        return silentAtEnd >= Self.suspiciousRun && 5 * (lost - silentAtEnd) <= before
    }
}
