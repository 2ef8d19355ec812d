import Net
import SIP

/// What happens to a called party.
enum PartyEvent: Sendable {
    /// Once, first: the INVITE is there.
    case start
    /// A message of this call: where it came from, and which of the server's addresses it was sent to.
    case received(Message, from: Endpoint, at: Endpoint)
    case timer(PartyTimer)
}

/// What its owner has to do.
enum PartyAction: Hashable, Sendable {
    case send([UInt8])
    /// Counted from the nominal time of the event that is handled.
    case start(PartyTimer, afterMs: Int)
    case stop(PartyTimer)
    /// Last: nothing of the call will come any more.
    case forget
}

enum PartyTimer: Hashable, Sendable {
    /// The next step of the script.
    case step
    /// What has not been acknowledged is sent again.
    case again(Awaited)
    case giveUp(Awaited)
    /// A request of the script is due in a dialog: the numbers of both.
    case inCall(leg: Int, Int)
    /// A request of ours, by its branch.
    case transaction(String, TransactionTimer)
    /// Repeated requests are answered no longer.
    case forget
}

/// A response that is sent until the caller says that it has come.
enum Awaited: Hashable, Sendable {
    /// A final answer that is not a 2xx, until its ACK (RFC 3261 17.2.1).
    case refusal
    /// A 200, until its ACK (RFC 3261 13.3.1.4).
    case acceptance(leg: Int)
    /// A reliable provisional answer, until its PRACK (RFC 3262 3).
    case provisional(leg: Int)
}

/// The response, and how long until it is sent once more.
struct Repetition: Hashable, Sendable {
    let bytes: [UInt8]
    private var intervalMs: Int
    private let longestMs: Int

    init(_ bytes: [UInt8], _ timers: TimerSettings, longestMs: Int) {
        self.bytes = bytes
        intervalMs = timers.t1
        self.longestMs = longestMs
    }

    /// The wait before the next sending; it doubles.
    mutating func wait() -> Int {
        defer { intervalMs = min(2 * intervalMs, longestMs) }
        return intervalMs
    }
}
