/// What a call is to be: whom, through what, and how long. Times in milliseconds.
package struct CallPlan: Sendable {
    package var requestURI: URI
    /// Route of the INVITE, CANCEL and their ACK; within the dialog Record-Route decides.
    package var routes: [NameAddress] = []
    /// With a tag.
    package var from: NameAddress
    package var to: NameAddress
    /// Where the other side reaches us.
    package var contact: Contact
    package var callID: CallID
    /// The number of the first INVITE.
    package var cseq: UInt32 = 1
    /// `nil`: the other side offers, and the ACK answers.
    package var offer: Body?
    /// Makes the answer to an offer of the other side; `nil` if it is not acceptable.
    package var answer: DialogResponder.Answerer = { _, _ in nil }
    /// Of the INVITE alone, beside those that the call itself needs.
    package var headers: [Header] = []
    /// In every request and answer.
    package var userAgent: String?

    /// Of Via: `UDP`, `TCP`, `TLS`, `WS`.
    package var transport: String
    package var sentBy: Via.SentBy
    package var isReliable: Bool
    package var timers = TimerSettings()
    /// A new branch for each request.
    package var branch: @Sendable () -> String

    /// From the first provisional answer until it rings or is answered.
    package var setupMs = 180_000
    /// From an answer that tells of progress and not of ringing, such as 183, until it rings or is answered.
    package var progressMs = 180_000
    /// How long it may ring; 0: CANCEL at the first ringing answer, a 180.
    package var ringMs = 0
    /// How long the call stays up; 0: BYE at once.
    package var talkMs = 0
    /// For an answer that may still come when no CANCEL may be sent or the INVITE was given up, and for all that is
    /// left to do after an abort.
    package var graceMs = 2_000

    /// INVITEs at the most. Two challenges, two stale nonces, a session interval; a server that wants more goes in circles.
    package var maximumAttempts = 6

    package init(
        requestURI: URI, from: NameAddress, to: NameAddress, contact: Contact, callID: CallID, transport: String,
        sentBy: Via.SentBy, isReliable: Bool, branch: @escaping @Sendable () -> String
    ) {
        self.requestURI = requestURI
        self.from = from
        self.to = to
        self.contact = contact
        self.callID = callID
        self.transport = transport
        self.sentBy = sentBy
        self.isReliable = isReliable
        self.branch = branch
    }

    /// The Via of a new request.
    var via: Via { Via(transport: transport, sentBy: sentBy, branch: branch()) }

    /// What `userAgent` adds to any message.
    var identity: [Header] { userAgent.map { [Header(.userAgent, $0)] } ?? [] }

    func invite(_ number: UInt32, adding added: [Header] = []) -> RequestBuilder {
        var builder = RequestBuilder(
            method: .invite, requestURI: requestURI, via: via, from: from, to: to, callID: callID, cseq: number)
        builder.routes = routes
        builder.contact = contact
        builder.headers = identity + [Capabilities.allow, Capabilities.supported] + headers + added
        builder.body = offer
        return builder
    }
}
