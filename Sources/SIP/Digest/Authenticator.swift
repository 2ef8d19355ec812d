/// What the requests of one call or registration are sent with; without a client, no challenge is answered.
struct Authenticator: Sendable {
    private(set) var client: DigestClient?
    /// Why the last challenge was not answered.
    private(set) var refusal: DigestRefusal?

    init(_ client: DigestClient?) {
        self.client = client
    }

    /// What is known to be asked for, for a request that is about to be built.
    mutating func known(for request: RequestBuilder) -> [Header] {
        let body = request.body?.bytes ?? []
        return client?.headers(for: request.method, uri: request.requestURI.description, body: body) ?? []
    }

    /// The answer to a challenge; `nil` if the response is none, or there is no answer.
    mutating func credentials(after response: Message, to request: Message) -> [Header]? {
        guard [401, 407].contains(response.statusCode) else { return nil }
        switch client?.answer(response, to: request) {
        case .retry(let headers): return headers
        case .refused(let reason): refusal = reason
        case nil: break
        }
        return nil
    }

    /// To be told of each final response that is not followed by another try.
    mutating func note(_ response: Message) {
        if response.isSuccess { client?.accept(response) }
    }
}
