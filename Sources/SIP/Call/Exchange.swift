extension Call {
    /// A transaction of the call.
    struct Exchange: Sendable {
        var transaction: any Transaction
        let purpose: Purpose
        let destination: CallDestination
        /// Of the answers to our request; `nil` if the request is the other side's.
        let key: ResponseKey?

        init(_ transaction: any Transaction, _ purpose: Purpose, to destination: CallDestination) {
            self.transaction = transaction
            self.purpose = purpose
            self.destination = destination
            key = (transaction as? any ClientTransaction).map { ResponseKey($0.request) }
        }

        /// Our request; `nil` if the request is the other side's.
        var request: Message? { (transaction as? any ClientTransaction)?.request }
    }

    /// What tells which request a response answers (RFC 3261 17.1.3).
    struct ResponseKey: Hashable, Sendable {
        let branch: String?
        let method: Method?

        init(_ message: Message) {
            branch = message.topVia?.branch
            method = message.cseq?.method
        }
    }

    /// What a transaction is for. Attempts and legs are named by their index.
    enum Purpose: Hashable, Sendable {
        case invite(attempt: Int)
        case cancel
        case question(Question, leg: Int)
        /// Our answer to a re-INVITE.
        case answer(leg: Int)
    }

    /// What we ask within a dialog.
    enum Question: Hashable, Sendable {
        case bye
        case prack(RAck, Body?)
    }

    /// One INVITE; challenges and 422 lead to another.
    struct Attempt: Sendable {
        let request: Message
        let matcher: ResponseMatcher
        /// A provisional answer has come: CANCEL is allowed (RFC 3261 9.1).
        var isProceeding = false

        init(_ request: Message) {
            self.request = request
            matcher = ResponseMatcher(request: request)
        }
    }

    /// One who answers: a To tag.
    struct Leg: Sendable {
        enum State: Hashable, Sendable {
            case early, up, closing, gone
        }

        let attempt: Int
        var dialog: Dialog
        var responder: DialogResponder
        var state = State.early
        /// The RSeq that was acknowledged last (RFC 3262 4).
        var reliableNumber: UInt32?
        /// The ACK of its 2xx, for every repetition; empty if none can be made.
        var acknowledgement: [UInt8]?

        /// Its dialog is confirmed and not known to be over.
        var isUp: Bool { state == .up || state == .closing }

        mutating func respond(to request: Message) -> ResponseBuilder {
            responder.respond(to: request, in: &dialog)
        }
    }
}
