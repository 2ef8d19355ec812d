/// When a NAT's mapping is looked at again, and what the looks come to. Each look has a mapping of its own, which nothing
/// but that look has used since it was made.
struct LifetimePlan: Sendable, Equatable {
    enum Look: Sendable, Equatable {
        case alive, lost
        /// It does not tell.
        case unknown
    }

    /// Seconds. UDP entries live 30 s in many routers, 60 or 180 in others (RFC 4787 §4.3 wants 120); 25 is the usual
    /// keep-alive.
    static let moments = [10, 20, 25, 35, 65, 125, 185]

    private(set) var aliveSeconds: Int?
    private(set) var lostSeconds: Int?
    private(set) var isUnknown = false
    private var left: [Int]

    /// - Parameter seconds: how long there is.
    init(within seconds: Int) {
        left = Self.moments.filter { $0 <= seconds }
    }

    /// All that are to be looked at.
    var allMoments: [Int] { left }

    /// The next look, after so many seconds; nil where there is none or it is known enough.
    var next: Int? { lostSeconds == nil && !isUnknown ? left.first : nil }

    mutating func note(_ look: Look) {
        guard let moment = left.first else { return }
        left.removeFirst()
        switch look {
        case .alive: aliveSeconds = moment
        case .lost: lostSeconds = moment
        case .unknown: isUnknown = true
        }
    }

    enum Verdict: String, Sendable, CaseIterable {
        /// Gone when the usual keep-alive comes.
        case short
        /// Gone after that.
        case limited
        /// There at every look.
        case outlived
        case inconclusive
    }

    var verdict: Verdict {
        if let lostSeconds { return lostSeconds <= NATConsequence.usualKeepAlive ? .short : .limited }
        return aliveSeconds == nil || isUnknown ? .inconclusive : .outlived
    }

    /// Seconds between keep-alives: half of what the mapping was seen to live, and not more than usual.
    var keepAliveSeconds: Int? {
        guard let known = aliveSeconds ?? lostSeconds.map({ $0 / 2 }) else { return nil }
        guard lostSeconds != nil else { return min(known, NATConsequence.usualKeepAlive) }
        return max(5, min(known / 2, NATConsequence.usualKeepAlive))
    }
}
