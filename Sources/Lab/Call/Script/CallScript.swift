package import Net
package import SIP

/// What one callee does with a call, as data. Times are milliseconds.
package struct CallScript: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
        /// Nothing more comes, until the caller cancels.
        case rings
        case answers
        case refuses(SIPReply)
    }

    /// What a CANCEL does to a call that has no final answer yet; the CANCEL itself gets its 200.
    package enum Cancellation: Sendable, Hashable {
        case ends
        /// The 200 to the INVITE is on its way already.
        case crosses
        /// It rings on, as if the CANCEL had not reached the device.
        case ignored
    }

    /// In this order, each from every fork.
    package var provisionals = [Provisional(100), Provisional(180)]
    /// From the last provisional answer to the outcome.
    package var ringMs = 0
    package var outcome: Outcome
    package var cancellation = Cancellation.ends
    /// Devices that ring and answer, each with a To tag of its own.
    package var forks = 1

    /// An INVITE without 100rel is refused (421), and every provisional answer above 100 is sent reliably (RFC 3262).
    package var requires100rel = false
    /// Seconds: a shorter session timer is refused (422), one that is long enough is accepted (RFC 4028).
    package var minSE: Int?
    /// What it takes of a media offer, and says in its answer.
    package var terms = MediaTerms()
    /// What becomes of the caller's media.
    package var media = RTPEcho.Behavior.echoes

    /// Where requests in the call are to be sent; nil: where the INVITE arrived.
    package var contact: Endpoint?
    /// Proxies that stay on the way, the one next to the callee first.
    package var recordRoute: [Endpoint] = []
    /// The ACK for a 200 is lost on its way: the 200 is repeated to its end, and the call hung up.
    package var losesACK = false
    /// So long after the ACK, in the caller's call.
    package var inCall: [InCall] = []

    package init(_ outcome: Outcome) {
        self.outcome = outcome
    }
}

/// One answer that is not final.
package struct Provisional: Sendable, Hashable {
    package var code: Int
    /// After the one before it.
    package var afterMs: Int
    /// It carries the media answer: early media.
    package var hasMedia: Bool

    package init(_ code: Int, afterMs: Int = 0, hasMedia: Bool = false) {
        self.code = code
        self.afterMs = afterMs
        self.hasMedia = hasMedia
    }
}

/// A request that the callee sends in an answered call; a BYE ends it.
package struct InCall: Sendable, Hashable {
    package var method: SIP.Method
    /// After the ACK.
    package var afterMs: Int
    package var headers: [Header]

    package init(_ method: SIP.Method, afterMs: Int, _ headers: [Header] = []) {
        self.method = method
        self.afterMs = afterMs
        self.headers = headers
    }
}

extension CallScript {
    /// It rings until the caller cancels.
    package static let rings = CallScript(.rings)

    /// It rings for so long and is taken; the media come back.
    package static func answers(afterMs: Int = 0) -> CallScript {
        var script = CallScript(.answers)
        script.ringMs = afterMs
        return script
    }

    /// It rings for so long, or with no time given not at all, and ends with this code.
    package static func refuses(_ code: Int, _ headers: [Header] = [], ringingMs: Int? = nil) -> CallScript {
        var script = CallScript(.refuses(SIPReply(code, headers)))
        script.provisionals = ringingMs == nil ? [Provisional(100)] : [Provisional(100), Provisional(180)]
        script.ringMs = ringingMs ?? 0
        return script
    }

    /// At once, as a server does that does not even look for the callee.
    static func refused(_ reply: SIPReply) -> CallScript {
        var script = CallScript(.refuses(reply))
        script.provisionals = []
        return script
    }

    /// 100 Trying, and nothing more.
    package static let stalls: CallScript = {
        var script = CallScript(.rings)
        script.provisionals = [Provisional(100)]
        return script
    }()

    /// No answer at all.
    package static let ignores: CallScript = {
        var script = CallScript(.rings)
        script.provisionals = []
        return script
    }()
}

extension CallScript {
    /// Media can come of it.
    var hasMedia: Bool { outcome == .answers || cancellation == .crosses || provisionals.contains(where: \.hasMedia) }
}
