import Net
import SIP

/// One called device: its dialog with the caller (RFC 3261 12.1.1).
struct PartyLeg: Sendable {
    let tag: String
    /// What its answers give as Contact.
    let contact: URI
    let invite: Message
    var state = CallRecord.State.ringing
    var isAcknowledged = false
    /// A 200 that waits for its ACK.
    var acceptance: Repetition?
    /// A provisional answer that waits for its PRACK, and its RSeq.
    var provisional: Repetition?
    var rseq: UInt32 = 0
    /// The highest that the caller has used.
    var remoteCSeq: UInt32
    private var localCSeq: UInt32 = 0
    private var branches = 0

    init(_ invite: Message, tag: String, contact: URI) {
        self.invite = invite
        self.tag = tag
        self.contact = contact
        remoteCSeq = invite.cseq?.number ?? 0
    }

    var dialog: CallRecord.Dialog {
        var dialog = CallRecord.Dialog(tag: tag)
        dialog.state = state
        dialog.isAcknowledged = isAcknowledged
        return dialog
    }

    /// A request of our own in the dialog; an ACK takes the number of the INVITE it belongs to.
    mutating func request(
        _ method: SIP.Method, _ headers: [Header] = [], body: Body? = nil, acknowledging invite: Message? = nil,
        _ setting: PartySetting
    ) -> Message? {
        guard let us = self.invite.to, let caller = self.invite.from, let callID = self.invite.callID else {
            return nil
        }
        if method != .ack { localCSeq += 1 }
        branches += 1
        var builder = RequestBuilder(
            method: method, requestURI: self.invite.contacts.first?.uri ?? caller.uri,
            via: Via(
                transport: setting.transport.name, sentBy: setting.local.sentBy,
                branch: "\(Via.magicCookie)-\(tag)-\(branches)"),
            from: NameAddress(displayName: us.displayName, uri: us.uri, tag: tag), to: caller, callID: callID,
            cseq: invite?.cseq?.number ?? localCSeq)
        builder.routes = self.invite.recordRoutes
        builder.contact = .address(NameAddress(uri: contact))
        builder.headers = headers
        builder.body = body
        return try? builder.build()
    }
}

/// The circumstances of a call.
struct PartySetting: Sendable {
    /// Where the INVITE arrived.
    let local: Endpoint
    let source: Endpoint
    let transport: SIPTransport
    let timers: TimerSettings
    /// Where its media are awaited.
    let media: Endpoint
    /// No other call has it.
    let tag: String
    /// Since the server began.
    let atMs: Int

    var isReliable: Bool { transport.isReliable }

    /// A proxy as it stands in Record-Route and Route.
    func proxy(_ endpoint: Endpoint) -> URI {
        endpoint.uri(over: transport, [Parameter("lr")])
    }
}
