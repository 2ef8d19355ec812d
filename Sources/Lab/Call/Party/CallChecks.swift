import Net
import SIP

/// Why a callee refuses an INVITE before any device rings.
struct CallChecks {
    let script: CallScript

    func refusal(of invite: Message) -> SIPReply? {
        if script.requires100rel, !invite.takesReliableProvisionals {
            return SIPReply(421, [Header(.require, "100rel")])
        }
        if let minimum = script.minSE, let asked = invite.sessionExpires?.seconds, asked < minimum {
            return SIPReply(422, [Header(.minSE, String(minimum))])
        }
        return nil
    }
}

extension Message {
    var takesReliableProvisionals: Bool {
        (values(of: .supported) + values(of: .require)).contains { $0.lowercased() == "100rel" }
    }
}

/// What a caller does wrong with a request in a dialog, in words.
struct DialogChecks {
    private let leg: PartyLeg
    private let routes: [URI]
    /// Where the caller has to send to.
    private let next: Endpoint

    init(leg: PartyLeg, _ script: CallScript, _ setting: PartySetting) {
        self.leg = leg
        routes = script.recordRoute.reversed().map { setting.proxy($0) }
        next = script.recordRoute.last ?? script.contact ?? setting.local
    }

    func wrongs(of request: Message, at local: Endpoint) -> [String] {
        guard let method = request.method else { return [] }
        var wrongs: [String] = []
        func check(_ isRight: Bool, _ complaint: String) {
            if !isRight { wrongs.append("\(method): \(complaint)") }
        }
        check(local == next, "it was sent to \(local), and not to \(next)")
        check(request.requestURIText == leg.contact.description, "the Request-URI is not the Contact of the answer")
        check(request.routes.map(\.uri) == routes, "Route is not Record-Route turned round")
        check(request.from?.tag == leg.invite.from?.tag, "From has another tag than in the INVITE")
        check(request.callID == leg.invite.callID, "Call-ID is another")
        let number = request.cseq?.number ?? 0
        if method == .ack {
            check(request.topVia?.branch != leg.invite.topVia?.branch, "the branch is the INVITE's")
            check(number <= leg.remoteCSeq, "CSeq is no INVITE's")
            if number == leg.invite.cseq?.number {
                check(request.authorizations == leg.invite.authorizations, "the credentials are not the INVITE's")
            }
        } else {
            check(number > leg.remoteCSeq, "CSeq does not rise")
        }
        return wrongs
    }
}
