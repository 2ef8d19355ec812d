import Net
import SIP

/// What a run remembers of its calls and logins, so that it keeps the limits of the contract.
@NetActor
final class CallDesk {
    /// A call that is being placed, is up, or may still be answered.
    protocol ActiveCall: AnyObject, Sendable {
        /// Takes it back or hangs it up.
        @NetActor func abort()
        /// Returns when nothing rings or is up any more, as far as can be known.
        @NetActor func settle() async
        /// Frees what it holds; late answers are heard no more.
        @NetActor func close()
    }

    private let time: any TimeSource
    private var invitesLeft: Int
    private var refusedLogins = 0
    private var quiet: [String: Instant] = [:]
    private var active: [any ActiveCall] = []
    /// The size of the largest INVITE that was sent; 0 without one.
    private(set) var largestInvite = 0

    /// A wrong password counts against the account: more attempts would have this address banned.
    private static let maximumRefusals = 2
    private static let pauseMs = 10_000

    init(maximumInvites: Int, time: any TimeSource) {
        self.time = time
        invitesLeft = maximumInvites
    }

    /// Whether a login may still be tried.
    var mayLogIn: Bool { refusedLogins < Self.maximumRefusals }

    /// INVITEs that a call may send, its repetitions with credentials included; 0 where the run may send no more.
    func reserveInvites(_ wanted: Int) -> Int {
        let granted = min(wanted, invitesLeft)
        invitesLeft -= granted
        return granted
    }

    func giveBack(invites: Int, refusals: Int) {
        invitesLeft += invites
        refusedLogins += refusals
    }

    /// Whether a callee may be called: not while it wants to be left alone.
    func mayCall(_ callee: String) -> Bool { quiet[callee].map { time.now >= $0 } ?? true }

    /// A phone that rang is left alone for ten seconds.
    func noteRinging(of callee: String) { leaveAlone(callee, forMs: Self.pauseMs) }

    func leaveAlone(_ callee: String, forMs milliseconds: Int) {
        let end = time.now.adding(milliseconds: milliseconds)
        quiet[callee] = max(quiet[callee] ?? end, end)
    }

    func noteInvite(bytes: Int) { largestInvite = max(largestInvite, bytes) }

    func begin(_ call: any ActiveCall) {
        active.append(call)
    }

    /// Ends every call, and returns when none rings or is up.
    func end() async {
        let ending = active.map { call in Task { await call.settle() } }
        for task in ending { await task.value }
    }

    func abort() {
        for call in active { call.abort() }
    }

    func close() {
        for call in active { call.close() }
        active = []
    }
}
