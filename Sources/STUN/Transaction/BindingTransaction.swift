/// The client side of one Binding request over UDP (RFC 8489 §6.2.1), as a pure machine. A response counts only with the
/// request's transaction id, from the very address that was asked; anything else is counted and never believed.
package struct BindingTransaction: Sendable {
    /// When to send, and for how long to wait.
    package struct Settings: Hashable, Sendable {
        /// The wait before the first retransmission; each later wait is twice as long.
        package var initialRTO: Duration
        /// Requests in all, the first included; at least one is sent.
        package var sends: Int
        /// The answer must come within this time from the start.
        package var giveUp: Duration

        /// Sends at 0, 0.25, 0.75 and 1.75 s. (RFC 8489 waits 500 ms first and sends 7: 39.5 s, too long for a person.)
        package init(initialRTO: Duration = .milliseconds(250), sends: Int = 4, giveUp: Duration = .seconds(4)) {
            self.initialRTO = initialRTO
            self.sends = sends
            self.giveUp = giveUp
        }
    }

    /// The machine's clocks, kept by its owner.
    package enum Timer: Hashable, Sendable {
        case retransmit
        case giveUp
    }

    /// What happens to the machine.
    package enum Event: Sendable {
        /// Begin; later ones do nothing.
        case start
        /// One datagram, and who sent it.
        case received([UInt8], from: TransportAddress)
        case timer(Timer)
        /// Sending failed or an ICMP error arrived, in the transport's words.
        case transportError(String)
    }

    /// What the owner has to do. After `finish` there is nothing more, and timers still running may be dropped.
    package enum Action: Hashable, Sendable {
        case send([UInt8])
        case startTimer(Timer, Duration)
        case finish(BindingResult)
    }

    /// Datagrams that were no answer to this request.
    package private(set) var strays = Strays()
    /// Requests sent so far.
    package private(set) var sent = 0

    /// Where the answer has to come from.
    private let origin: TransportAddress
    private let transactionID: TransactionID
    private let request: [UInt8]
    private let settings: Settings
    private var isFinished = false

    /// A request to `server`; with a FINGERPRINT, which tells STUN from SIP where both share a port.
    /// - Parameters:
    ///   - change: asks the server to answer from elsewhere.
    ///   - origin: from where; nil: from the address that is asked.
    package init(
        server: TransportAddress, transactionID: TransactionID, software: String? = nil, change: ChangeRequest? = nil,
        origin: TransportAddress? = nil, settings: Settings = Settings()
    ) {
        self.origin = origin ?? server
        self.transactionID = transactionID
        self.settings = settings
        var builder = STUNMessageBuilder(.request, transactionID: transactionID)
        if let software { builder.addSoftware(software) }
        if let change { builder.addChangeRequest(change) }
        builder.addFingerprint()
        request = builder.bytes
    }

    /// Takes one event, answers with what to do, in order.
    package mutating func handle(_ event: Event) -> [Action] {
        guard !isFinished else { return [] }
        switch event {
        case .start:
            guard sent == 0 else { return [] }
            return [.startTimer(.giveUp, settings.giveUp)] + send()
        case .timer(.retransmit):
            guard sent > 0, sent < settings.sends else { return [] }
            return send()
        case .timer(.giveUp):
            return finish(.timedOut)
        case .transportError(let text):
            return finish(.transportError(text))
        case .received(let bytes, let source):
            switch BindingReading.judge(bytes, from: source, origin: origin, transactionID: transactionID) {
            case .stray(let reason):
                strays.count(reason, from: source)
                return []
            case .result(let result):
                return finish(result)
            }
        }
    }

    private mutating func send() -> [Action] {
        // Doubling stops at 2^16 times the first wait; the give-up timer has long struck by then.
        let wait = settings.initialRTO * (1 << min(sent, 16))
        sent += 1
        return [.send(request)] + (sent < settings.sends ? [.startTimer(.retransmit, wait)] : [])
    }

    private mutating func finish(_ result: BindingResult) -> [Action] {
        isFinished = true
        return [.finish(result)]
    }
}
