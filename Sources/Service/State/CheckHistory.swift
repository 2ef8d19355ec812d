package import Diagnosis

/// How often a check must fail, or succeed again, in a row before its state counts as changed (the hard states of Nagios).
package struct AlertRule: Sendable, Equatable {
    /// At least 1.
    package var failAfter: Int
    /// At least 1.
    package var recoverAfter: Int

    package init(failAfter: Int = 1, recoverAfter: Int = 1) {
        self.failAfter = failAfter
        self.recoverAfter = recoverAfter
    }
}

/// What is remembered of one check from run to run: its settled state, and what speaks for another one.
package struct CheckHistory: Sendable, Equatable {
    /// One result, as far as it is remembered.
    package struct Result: Sendable, Equatable {
        package var verdict: Verdict
        /// The first cause's id; nil where none was found.
        package var cause: String?
        /// The result in one line.
        package var line: String
        package var command: String
        package var transport: String?
        /// When the check began.
        package var at: Timestamp

        package init(
            verdict: Verdict, cause: String? = nil, line: String, command: String, transport: String? = nil,
            at: Timestamp
        ) {
            self.verdict = verdict
            self.cause = cause
            self.line = line
            self.command = command
            self.transport = transport
            self.at = at
        }
    }

    /// What a result means for who waits to be told.
    package enum Change: String, Sendable, Equatable {
        /// As it was, or not yet for certain otherwise.
        case none
        case failed, recovered
        /// From one failing state to another.
        case shifted
        case flappingBegan, flappingEnded
    }

    /// What the state is, until enough results in a row say otherwise.
    package private(set) var settled: Verdict
    package private(set) var since: Timestamp
    package private(set) var last: Result
    /// Results in a row that are like the last one: all ok, or none.
    package private(set) var inARow: Int
    package private(set) var isFlapping: Bool
    /// The server asked to be left alone until then (Retry-After).
    package var restsUntil: Timestamp?
    /// Whether the results before were ok, newest last.
    private(set) var recent: [Bool]

    /// Nagios looks at so many results, and calls it flapping from 30 % changes on until they fall below 20 %.
    private static let window = 21
    private static let flapsFrom = 6, flapsUntil = 4

    /// A check of which nothing is known yet was fine: its first failure is news, its first success is not.
    package init(first result: Result, rule: AlertRule = AlertRule()) {
        self.init(settled: .ok, since: result.at, last: result, inARow: 0, isFlapping: false, recent: [])
    }

    init(settled: Verdict, since: Timestamp, last: Result, inARow: Int, isFlapping: Bool, recent: [Bool]) {
        self.settled = settled
        self.since = since
        self.last = last
        self.inARow = inARow
        self.isFlapping = isFlapping
        self.recent = recent.suffix(Self.window)
    }

    /// Takes one result in.
    /// - Returns: what is new by it. While a check flaps, its failures and recoveries are no news.
    package mutating func note(_ result: Result, by rule: AlertRule) -> Change {
        let isOK = result.verdict == .ok
        inARow = inARow > 0 && (last.verdict == .ok) == isOK ? inARow + 1 : 1
        last = result
        recent = (recent + [isOK]).suffix(Self.window)
        let change = settle(isOK, result, rule)
        let changes = zip(recent, recent.dropFirst()).count { $0 != $1 }
        if !isFlapping, changes >= Self.flapsFrom {
            isFlapping = true
            return .flappingBegan
        }
        if isFlapping, changes < Self.flapsUntil {
            isFlapping = false
            return .flappingEnded
        }
        return isFlapping ? .none : change
    }

    private mutating func settle(_ isOK: Bool, _ result: Result, _ rule: AlertRule) -> Change {
        guard result.verdict != settled else { return .none }
        let change: Change = isOK ? .recovered : settled == .ok ? .failed : .shifted
        let needed =
            switch change {
            case .failed: rule.failAfter
            case .recovered: rule.recoverAfter
            default: 1
            }
        guard inARow >= needed else { return .none }
        (settled, since) = (result.verdict, result.at)
        return change
    }

    /// How long the interval of the check still lasts, milliseconds. A clock that was set back says nothing.
    package func wait(at now: Timestamp, every seconds: Int?) -> Int {
        let passed = now.millisecondsSince1970 - last.at.millisecondsSince1970
        return passed < 0 ? 0 : max(0, 1000 * (seconds ?? 0) - passed)
    }

    /// How long the server still wants to be left alone, milliseconds.
    package func rest(at now: Timestamp) -> Int {
        guard let restsUntil, now.millisecondsSince1970 >= last.at.millisecondsSince1970 else { return 0 }
        let end = min(restsUntil.millisecondsSince1970, last.at.millisecondsSince1970 + Self.longestRest)
        return max(0, end - now.millisecondsSince1970)
    }

    /// A day: a server that names years has a fault, and is asked again to see whether it is over.
    private static let longestRest = 86_400_000
}
