/// The called side's own account: every call it saw, whatever the caller says of it.
package struct CallBook: Sendable {
    /// In the order in which they came.
    package internal(set) var calls: [CallRecord] = []

    /// Answered dialogs that nobody has ended; each fork counts.
    package var callsUp: Int { count { $0.state == .up } }

    /// Dialogs that still ring.
    package var ringing: Int { count { $0.state == .ringing } }

    /// Final answers whose ACK has not arrived.
    package var unacknowledged: Int { calls.reduce(0) { $0 + $1.missingACKs } }

    /// What callers did against the RFCs.
    package var wrongs: [String] { calls.flatMap(\.wrongs) }

    package func calls(to callee: String) -> [CallRecord] {
        calls.filter { $0.callee == callee }
    }

    private func count(where isCounted: (CallRecord.Dialog) -> Bool) -> Int {
        calls.reduce(0) { $0 + $1.dialogs.count(where: isCounted) }
    }
}
