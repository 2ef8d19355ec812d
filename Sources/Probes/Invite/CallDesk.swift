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
    private var rang: [String: Instant] = [:]
    private var active: [any ActiveCall] = []

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

    /// A phone that rang is left alone for ten seconds.
    func mayCall(_ callee: String) -> Bool {
        guard let last = rang[callee] else { return true }
        return time.now >= last.adding(milliseconds: Self.pauseMs)
    }

    func noteRinging(of callee: String) {
        rang[callee] = time.now
    }

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
