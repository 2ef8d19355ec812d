import Net

/// How many answers a source gets, and all of them together. A source that asks faster gets silence.
struct RateLimit {
    /// Of one source: so many at once, then so many a second.
    private static let burst = 20.0
    private static let perSecond = 10.0
    private static let totalBurst = 200.0
    private static let totalPerSecond = 100.0
    /// Sources remembered; forged ones must not fill the memory.
    private static let maximumSources = 4096

    private struct Bucket {
        var tokens: Double
        var filled: Instant

        mutating func take(at now: Instant, burst: Double, perSecond: Double) -> Bool {
            tokens = min(burst, tokens + now.milliseconds(since: filled) / 1000 * perSecond)
            filled = now
            guard tokens >= 1 else { return false }
            tokens -= 1
            return true
        }
    }

    private var total: Bucket
    private var sources: [IPAddress: Bucket] = [:]

    init(at now: Instant) {
        total = Bucket(tokens: Self.totalBurst, filled: now)
    }

    mutating func allows(_ source: IPAddress, at now: Instant) -> Bool {
        if sources.count >= Self.maximumSources, sources[source] == nil { sources = [:] }
        var bucket = sources[source] ?? Bucket(tokens: Self.burst, filled: now)
        let isAllowed = bucket.take(at: now, burst: Self.burst, perSecond: Self.perSecond)
        sources[source] = bucket
        return isAllowed && total.take(at: now, burst: Self.totalBurst, perSecond: Self.totalPerSecond)
    }
}
