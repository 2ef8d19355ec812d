/// What the verdict follows: what was tried, and what was found beside it (contract, "Exit codes").
package struct VerdictInput: Sendable {
    /// How the thing that the command was asked for went.
    package enum Tried: Sendable, Equatable {
        /// A server answered OPTIONS with this code: it is alive.
        case optionsAnswered(Int)
        /// The last answer to a call or a registration. A redirection whose new place serves is `worked`.
        case requestAnswered(Int)
        /// It works: an answer that needs no code, a call that sipdiag cancelled when it rang, a whole chain in DNS.
        case worked
        /// It fails without a SIP answer: silence, DNS, transport, TLS, something that is not SIP.
        case failed
        /// `reach`: the transport that RFC 3263 or the person selected, and the others that are published.
        case reach(selectedAnswers: Bool, publishedBlocked: Bool)
        /// `status`: what the page says.
        case status(StatusPage)
        /// Nothing of what the command was asked for could be measured.
        case nothingMeasured
        /// The deadline came before any target was tried to its end.
        case unfinished
        /// A fault of sipdiag itself.
        case ownFault
    }

    package enum StatusPage: Sendable, CaseIterable {
        /// No incident that covers voice.
        case operational
        case degraded, maintenance
        /// An outage that covers voice.
        case outage
        case unreadable
    }

    package var tried: Tried
    /// How sure each cause is that was found.
    package var causes: [Confidence]
    package var expected: ExpectedCodes?
    /// Something beside the main question could not be measured: a STUN server, a status page.
    package var partlyUnmeasured: Bool
    /// No interface but loopback is up, and the target is elsewhere.
    package var onlyLoopbackUp: Bool
    package var interrupted: Bool

    package init(
        tried: Tried, causes: [Confidence] = [], expected: ExpectedCodes? = nil, partlyUnmeasured: Bool = false,
        onlyLoopbackUp: Bool = false, interrupted: Bool = false
    ) {
        self.tried = tried
        self.causes = causes
        self.expected = expected
        self.partlyUnmeasured = partlyUnmeasured
        self.onlyLoopbackUp = onlyLoopbackUp
        self.interrupted = interrupted
    }
}

extension VerdictInput {
    package var exitCode: Int { interrupted ? ExitCode.interrupted : verdict.exitCode }

    package var verdict: Verdict {
        guard !interrupted else { return .unknown }
        let tried = verdictOfTried
        if onlyLoopbackUp, tried == .critical { return .unknown }
        let hasDefect = partlyUnmeasured || causes.contains { $0 != .possible }
        return tried == .ok && hasDefect ? .warning : tried
    }

    private var verdictOfTried: Verdict {
        switch tried {
        case .optionsAnswered(let code):
            if let expected { return expected.contains(code) ? .ok : .warning }
            return code == 503 ? .warning : .ok
        case .requestAnswered(let code):
            if expected?.contains(code) == true { return .ok }
            guard (200...299).contains(code) else { return .critical }
            return expected == nil ? .ok : .warning
        case .worked: return .ok
        case .failed: return .critical
        case .reach(let selectedAnswers, let publishedBlocked):
            return selectedAnswers ? (publishedBlocked ? .warning : .ok) : .critical
        case .status(.operational): return .ok
        case .status(.degraded), .status(.maintenance): return .warning
        case .status(.outage): return .critical
        case .status(.unreadable), .nothingMeasured, .unfinished, .ownFault: return .unknown
        }
    }
}
