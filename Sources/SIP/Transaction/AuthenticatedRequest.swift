/// A request outside dialogs, such as REGISTER, sent again as its challenges want it: one transaction for its owner,
/// with a new branch and the next number each time.
package struct AuthenticatedRequest: ClientTransaction {
    /// Changes a request that was refused for another reason, as a 423 wants it; `nil` if that is of no use.
    package typealias Amendment = @Sendable (_ request: RequestBuilder, _ response: Message) -> RequestBuilder?

    /// The final answers that led to another try; they are not delivered.
    package private(set) var retried: [Message] = []

    private var authenticator: Authenticator
    private var builder: RequestBuilder
    private var transaction: NonInviteClientTransaction
    private var earlier: [ResponseMatcher] = []
    private let isReliable: Bool
    private let timers: TimerSettings
    private let branch: @Sendable () -> String
    private var amendment: Amendment?

    /// Two challenges, two stale nonces, one amendment.
    private static let maximumTries = 6

    /// The builder's Via is that of the first try. `amending` is asked until it has amended once.
    package init(
        _ builder: RequestBuilder, digest: DigestClient?, isReliable: Bool, timers: TimerSettings = TimerSettings(),
        branch: @escaping @Sendable () -> String, amending amendment: Amendment? = nil
    ) throws(BuildError) {
        self.builder = builder
        authenticator = Authenticator(digest)
        self.isReliable = isReliable
        self.timers = timers
        self.branch = branch
        self.amendment = amendment
        let known = authenticator.known(for: builder)
        transaction = NonInviteClientTransaction(
            request: try builder.adding(known).build(), isReliable: isReliable, timers: timers)
    }

    /// Of the current try.
    package var request: Message { transaction.request }
    package var isTerminated: Bool { transaction.isTerminated }
    /// To go on with its nonces.
    package var digest: DigestClient? { authenticator.client }
    /// Why a challenge was not answered.
    package var refusal: DigestRefusal? { authenticator.refusal }

    package mutating func handle(_ event: TransactionEvent) -> [TransactionAction] {
        // A challenge once more, late.
        if case .received(let message) = event, earlier.contains(where: { $0.match(message) == .match }) { return [] }
        let actions = transaction.handle(event)
        guard let end = actions.firstIndex(where: { $0.isFinal }), case .deliver(let response) = actions[end] else {
            return actions
        }
        guard let next = next(after: response) else {
            authenticator.note(response)
            return actions
        }
        earlier.append(ResponseMatcher(request: request))
        retried.append(response)
        transaction = next
        return actions[..<end] + transaction.handle(.start)
    }

    private mutating func next(after response: Message) -> NonInviteClientTransaction? {
        guard retried.count < Self.maximumTries - 1, let added = heeding(response) else { return nil }
        var next = builder
        next.cseq &+= 1
        next.via = Via(transport: next.via.transport, sentBy: next.via.sentBy, branch: branch())
        guard let request = try? next.adding(added).build() else { return nil }
        builder = next
        return NonInviteClientTransaction(request: request, isReliable: isReliable, timers: timers)
    }

    /// The credentials of the next try; `nil` if there is none.
    private mutating func heeding(_ response: Message) -> [Header]? {
        if let credentials = authenticator.credentials(after: response, to: request) { return credentials }
        guard !response.isSuccess, let amended = amendment?(builder, response) else { return nil }
        amendment = nil
        builder = amended
        return authenticator.known(for: amended)
    }
}

extension TransactionAction {
    fileprivate var isFinal: Bool {
        guard case .deliver(let response) = self else { return false }
        return !response.isProvisional
    }
}

extension RequestBuilder {
    fileprivate func adding(_ headers: [Header]) -> RequestBuilder {
        var builder = self
        builder.headers += headers
        return builder
    }
}
