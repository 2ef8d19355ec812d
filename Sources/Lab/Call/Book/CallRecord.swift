package import SIP

/// What the called side knows of one INVITE transaction: one attempt to call.
package struct CallRecord: Sendable, Hashable {
    package enum State: Sendable, Hashable {
        /// Without a final answer yet.
        case ringing
        case up
        case ended(Ending)
    }

    package enum Ending: Sendable, Hashable {
        /// This final answer was given, a challenge included.
        case refused(Int)
        /// A CANCEL, or a BYE before the answer.
        case cancelled
        case byCaller
        case byCallee
        /// The 200 was repeated for 64 T1, and the callee hung up.
        case noACK
    }

    /// One called device: a fork has several of them.
    package struct Dialog: Sendable, Hashable {
        package let tag: String
        package internal(set) var state = State.ringing
        /// The ACK for its 200 has arrived.
        package internal(set) var isAcknowledged = false
    }

    /// The user part of the Request-URI.
    package let callee: String
    package let invite: Message
    /// Since the server began.
    package let atMs: Int
    package internal(set) var dialogs: [Dialog] = []
    /// The final answer that is not a 2xx.
    package internal(set) var refusal: Int?
    package internal(set) var refusalIsAcknowledged = false
    /// Methods of the requests that came, in their order, repeated ones too.
    package internal(set) var received: [SIP.Method] = []
    /// How the caller answered requests of ours.
    package internal(set) var answers: [SIP.Method: Int] = [:]
    /// What the caller did against the RFCs, in words.
    package internal(set) var wrongs: [String] = []
    /// The body of the ACK for a 200, where the offer stood in the 200.
    package internal(set) var lateAnswer: [UInt8]?

    package var state: State {
        dialogs.first { $0.state == .up }?.state ?? dialogs.first { $0.state == .ringing }?.state
            ?? dialogs.first?.state ?? .ringing
    }

    /// Final answers whose ACK has not arrived.
    package var missingACKs: Int {
        let answered = dialogs.count { !$0.isAcknowledged && $0.wasAnswered }
        return answered + (refusal != nil && !refusalIsAcknowledged ? 1 : 0)
    }
}

extension CallRecord.Dialog {
    var wasAnswered: Bool {
        switch state {
        case .up, .ended(.byCaller), .ended(.byCallee), .ended(.noACK): true
        case .ringing, .ended(.refused), .ended(.cancelled): false
        }
    }
}
