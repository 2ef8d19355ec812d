import Net

/// Whose turn it is: how fast one host may be asked, and for how long it wants to be left alone. A value without a clock.
struct RequestPacer: Sendable {
    enum Turn: Hashable, Sendable {
        /// The request goes, and counts.
        case now
        /// To be asked for again then.
        case at(Instant)
        /// The host does not want to be asked before then.
        case unwanted(until: Instant)
    }

    /// New requests to one host in any second: more look like a scanner's, and have the sender banned.
    static let usual = 5

    private let maximumPerSecond: Int
    private var recent: [IPAddress: [Instant]] = [:]
    private var rests: [IPAddress: Instant] = [:]

    init(maximumPerSecond: Int = Self.usual) {
        self.maximumPerSecond = maximumPerSecond
    }

    /// - Parameter patience: Nobody waits for longer than that until the host may be asked again.
    mutating func turn(toward host: IPAddress, at now: Instant, until patience: Instant) -> Turn {
        let rest = rests[host] ?? now
        if rest > now, rest > patience { return .unwanted(until: rest) }
        let last = recent[host] ?? []
        let room = last.count < maximumPerSecond ? now : last[0].adding(milliseconds: 1000)
        let due = max(rest, room)
        guard due <= now else { return .at(due) }
        recent[host] = last.suffix(maximumPerSecond - 1) + [now]
        return .now
    }

    /// The host said Retry-After.
    mutating func rest(_ host: IPAddress, until instant: Instant) {
        rests[host] = max(rests[host] ?? instant, instant)
    }
}
