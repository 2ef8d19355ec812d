package import Net
package import SIP

/// What a SIP server does over one transport.
package enum SIPBehavior: Sendable {
    /// Nothing listens: the kernel answers for it, by ICMP or a reset.
    case closed
    /// Everything arrives and nothing comes back; TCP connects.
    case silent
    /// Connection requests vanish, as behind a filter that drops them. Over UDP the same as `silent`.
    case vanishing
    /// TCP connects and is closed at the first bytes. Over UDP the same as `silent`.
    case hangsUp
    case answers(SIPAnswers)

    /// 200 to everything; an INVITE rings until it is cancelled.
    package static let healthy = SIPBehavior.answers(.healthy)

    /// The same final answer to every request.
    package static func code(_ code: Int, _ headers: [Header] = []) -> SIPBehavior {
        .answers(SIPAnswers(others: SIPReaction([SIPReply(code, headers)])))
    }
}

/// What a server answers, method by method; an ACK is never answered.
package struct SIPAnswers: Sendable {
    package var byMethod: [SIP.Method: SIPReaction]
    package var others: SIPReaction
    /// Via `received` and `rport` say this instead of the truth.
    package var seenAs: SeenAs?
    /// The NAT that makes it so repairs SIP messages.
    package var hasALG = false
    /// It is the far end of `sipdiag reflect`.
    package var reflects = false
    /// A device on the way puts this address in the place of the client's, in all but the Via of requests.
    package var rewritesTo: IPAddress?
    /// UDP: answers leave from this address, on the same port.
    package var leavesFrom: IPAddress?

    package init(_ byMethod: [SIP.Method: SIPReaction] = [:], others: SIPReaction) {
        self.byMethod = byMethod
        self.others = others
    }

    package static let healthy = SIPAnswers([.invite: .ringing], others: .ok)

    func reaction(to method: SIP.Method) -> SIPReaction? {
        method == .ack ? nil : byMethod[method] ?? others
    }
}

/// What follows one request. A retransmission is a request like any other.
package struct SIPReaction: Sendable {
    /// In this order; none is silence.
    package var replies: [SIPReply]
    /// Before the first.
    package var delayMs = 0
    /// How often each is sent.
    package var copies = 1
    package var disguise: SIPDisguise?
    /// A CANCEL is answered, and ends the request with 487.
    package var endsOnCancel = false

    package init(_ replies: [SIPReply]) {
        self.replies = replies
    }

    package static let ok = SIPReaction([SIPReply(200)])

    package static let ringing: SIPReaction = {
        var reaction = SIPReaction([SIPReply(100), SIPReply(180)])
        reaction.endsOnCancel = true
        return reaction
    }()
}

/// One response.
package struct SIPReply: Sendable, Hashable {
    package var code: Int
    package var headers: [Header]

    package init(_ code: Int, _ headers: [Header] = []) {
        self.code = code
        self.headers = headers
    }
}
