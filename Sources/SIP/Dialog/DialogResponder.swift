/// Answers what the other side asks within a dialog, as a softphone would (RFC 3261 12.2.2).
package struct DialogResponder: Sendable {
    /// Ours, for the answers that refresh the target.
    package var contact: Contact
    /// Makes the answer to an offer; `nil` if it is not acceptable.
    package var answer: Answerer
    /// What we offered or answered last; it is offered again to a re-INVITE without an offer.
    package private(set) var session: Body?
    private var descriptions: Int
    /// Offer and answer of our INVITE have been exchanged.
    package private(set) var isSettled = false
    /// The other side's offer has no answer.
    package private(set) var isRefused = false
    /// Our INVITE has its 2xx.
    package var isConfirmed = false

    /// - Parameter number: of our descriptions before it, as each has a version of its own (RFC 3264 8).
    package typealias Answerer = @Sendable (_ offer: Body, _ number: Int) -> Body?

    package init(contact: Contact, session: Body?, answer: @escaping Answerer) {
        self.contact = contact
        self.session = session
        descriptions = session == nil ? 0 : 1
        self.answer = answer
    }

    /// The response, to be completed and built by the caller. ACK and CANCEL are none of its requests.
    package mutating func respond(to request: Message, in dialog: inout Dialog) -> ResponseBuilder {
        guard let cseq = request.cseq, cseq.method == request.method else { return ResponseBuilder(to: request, 400) }
        guard dialog.take(cseq) else { return ResponseBuilder(to: request, 500) }
        if let refusal = refusalOfExtensions(request) { return refusal }
        switch cseq.method {
        case .bye, .info, .notify: return ResponseBuilder(to: request, 200)
        case .options: return .abilities(request)
        case .invite, .update: return refresh(request, in: &dialog)
        // None of our responses waits for a PRACK.
        case .prack: return ResponseBuilder(to: request, 481)
        default: return .notAllowed(request)
        }
    }

    /// Takes what a 2xx or a reliable provisional answer says about the session: the answer to our offer, or an offer,
    /// whose answer is returned for the ACK or PRACK (RFC 3261 13.2.1, RFC 3262 5).
    package mutating func settle(with response: Message) -> Body? {
        guard !isSettled, let theirs = response.sessionDescription else { return nil }
        let isOffer = session == nil
        if isOffer { describe(answering: theirs) }
        isSettled = session != nil
        isRefused = !isSettled
        return isOffer ? session : nil
    }

    /// A re-INVITE or an UPDATE changes session and target, or keeps the session alive (RFC 3261 14.2, RFC 3311 5.2).
    private mutating func refresh(_ request: Message, in dialog: inout Dialog) -> ResponseBuilder {
        let isInvite = request.method == .invite
        // Our own offer is still out, or our INVITE is.
        guard isConfirmed || !isInvite && (isSettled || request.bodyBytes.isEmpty) else {
            return ResponseBuilder(to: request, 491)
        }
        var response = ResponseBuilder(to: request, 200)
        if !request.bodyBytes.isEmpty {
            guard let offer = request.sessionDescription else {
                response.code = 415
                response.headers = [Capabilities.accept]
                return response
            }
            guard describe(answering: offer) else { return ResponseBuilder(to: request, 488) }
            response.body = session
        } else if isInvite {
            guard let session else { return ResponseBuilder(to: request, 488) }
            response.body = session
        }
        dialog.refreshTarget(from: request)
        response.contact = contact
        response.headers = [Capabilities.allow, Capabilities.supported] + timerHeaders(for: request)
        return response
    }

    /// False if the offer has no answer.
    @discardableResult
    private mutating func describe(answering offer: Body) -> Bool {
        guard let answer = answer(offer, descriptions) else { return false }
        descriptions += 1
        session = answer
        return true
    }

    /// We never refresh, so the one who asks does, unless it says that we shall (RFC 4028 9).
    private func timerHeaders(for request: Message) -> [Header] {
        guard var expires = request.sessionExpires else { return [] }
        expires.refresher = expires.refresher ?? .uac
        let header = Header(.sessionExpires, expires.description)
        return expires.refresher == .uac ? [header, Header(.require, "timer")] : [header]
    }

    private func refusalOfExtensions(_ request: Message) -> ResponseBuilder? {
        let unknown = request.values(of: .require).filter { name in
            !Capabilities.extensions.contains { $0.equalsIgnoringCase(name) }
        }
        guard !unknown.isEmpty else { return nil }
        var response = ResponseBuilder(to: request, 420)
        response.headers = [Header(.unsupported, unknown.joined(separator: ", "))]
        return response
    }
}

extension Message {
    /// The body if it is SDP; one without a type is taken for it.
    var sessionDescription: Body? {
        guard !bodyBytes.isEmpty else { return nil }
        let type = contentType ?? .sdp
        return type.isSameType(as: .sdp) ? Body(type, Array(bodyBytes)) : nil
    }
}
