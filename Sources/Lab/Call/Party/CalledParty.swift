import Net
import SIP

/// The called end of one INVITE: what its script answers, and the dialogs that come of it. A pure value.
struct CalledParty: Sendable {
    /// Where the INVITE transaction stands (RFC 3261 17.2.1).
    enum Phase: Hashable {
        case proceeding, refused, accepted
    }

    let script: CallScript
    let invite: Message
    let setting: PartySetting
    var phase = Phase.proceeding
    var legs: [PartyLeg]
    /// Provisional answers of the script that have been sent.
    var stepsTaken = 0
    /// The final answer that waits for its ACK.
    var refusal: Repetition?
    /// What a repeated INVITE gets.
    var lastResponse: [UInt8]?
    /// What other repeated requests get, by branch and method.
    var given: [String: [UInt8]] = [:]
    /// Requests of ours, by their branch.
    var transactions: [String: any ClientTransaction] = [:]
    /// The callee's word on the caller's media.
    let negotiated: MediaAnswer.Result
    private var notes: CallRecord
    /// Where the caller's last message came from.
    private var lastSource: Endpoint
    private var isLeaving = false

    private static let maximumGiven = 64
    /// Of one kind.
    private static let maximumNotes = 1000

    init(_ invite: Message, _ script: CallScript, _ setting: PartySetting) {
        self.script = script
        self.invite = invite
        self.setting = setting
        lastSource = setting.source
        legs = (0..<max(1, script.forks)).map { index in
            let tag = "\(setting.tag)-\(index)"
            let contact = (script.contact ?? setting.local).uri(user: tag, over: setting.transport)
            return PartyLeg(invite, tag: tag, contact: contact)
        }
        negotiated = MediaAnswer(terms: script.terms, endpoint: setting.media).answer(to: invite)
        notes = CallRecord(callee: invite.requestURI?.sip?.user ?? "", invite: invite, atMs: setting.atMs)
    }

    /// The call as the book has it.
    var record: CallRecord {
        var record = notes
        record.dialogs = legs.map(\.dialog)
        return record
    }

    /// Whether a message belongs to this call: to the INVITE, to one of its dialogs or to a request of ours.
    func owns(_ message: Message) -> Bool {
        guard message.callID == invite.callID else { return false }
        if message.isRequest { return isOfInvite(message) || leg(of: message) != nil }
        return message.topVia?.branch.map { transactions[$0] != nil } ?? false
    }

    mutating func handle(_ event: PartyEvent) -> [PartyAction] {
        var actions: [PartyAction]
        switch event {
        case .start: actions = start()
        case .received(let message, let source, let local):
            lastSource = source
            actions = message.isRequest ? received(message, at: local) : answered(by: message)
        case .timer(.forget): return [.forget]
        case .timer(let timer): actions = fired(timer)
        }
        if isOver, !isLeaving {
            isLeaving = true
            actions.append(.start(.forget, afterMs: setting.timers.giveUp))
        }
        return actions
    }

    private var isOver: Bool {
        phase != .proceeding && refusal == nil
            && legs.allSatisfy { if case .ended = $0.state { true } else { false } }
    }

    mutating func note(_ change: (inout CallRecord) -> Void) {
        change(&notes)
        notes.received.removeLast(max(0, notes.received.count - Self.maximumNotes))
        notes.wrongs.removeLast(max(0, notes.wrongs.count - Self.maximumNotes))
    }

    // MARK: - Which dialog

    /// The INVITE itself, its CANCEL, and the ACK for a refusal: they have its branch (RFC 3261 17.2.3).
    func isOfInvite(_ request: Message) -> Bool {
        guard let via = request.topVia, let own = invite.topVia else { return false }
        return via.branch == own.branch && via.sentBy == own.sentBy && request.cseq?.number == invite.cseq?.number
    }

    func leg(of request: Message) -> Int? {
        guard let tag = request.to?.tag else { return nil }
        return legs.firstIndex { $0.tag == tag }
    }

    // MARK: - Answering

    /// A response to a request of the caller.
    func response(
        _ reply: SIPReply, to request: Message, from leg: Int?, as contact: URI? = nil, body: Body? = nil
    ) -> [UInt8]? {
        var builder = ResponseBuilder(to: request, reply.code, toTag: leg.map { legs[$0].tag })
        builder.source = (isOfInvite(request) ? setting.source : lastSource).sentBy
        builder.contact = contact.map { .address(NameAddress(uri: $0)) }
        builder.headers = [Header(.server, SIPResponder.name)] + reply.headers
        builder.body = body
        return (try? builder.build())?.bytes
    }

    /// Answers a request other than the INVITE, and its repetitions alike.
    mutating func give(_ reply: SIPReply, to request: Message, from leg: Int?, body: Body? = nil) -> [PartyAction] {
        let contact = request.method == .invite ? leg.map { legs[$0].contact } : nil
        guard let bytes = response(reply, to: request, from: leg, as: contact, body: body) else { return [] }
        if given.count >= Self.maximumGiven { given = [:] }
        given[key(of: request)] = bytes
        return [.send(bytes)]
    }

    func key(of request: Message) -> String {
        "\(request.topVia?.branch ?? "") \(request.method?.name ?? "")"
    }
}
