/// Our requests beside the INVITE, each a transaction of its own.
extension Call {
    /// Sends a BYE or PRACK, with the credentials that a challenge asked for, or else those that have served before.
    mutating func ask(_ question: Question, of leg: Int, credentials: [Header]? = nil) {
        var builder: RequestBuilder
        switch question {
        case .bye:
            builder = legs[leg].dialog.request(.bye, via: plan.via)
        case .prack(let acknowledged, let body):
            builder = legs[leg].dialog.request(.prack, via: plan.via)
            builder.headers = [Header(.rAck, acknowledged.description)]
            builder.body = body
        }
        builder.headers += plan.identity + (credentials ?? authenticator.known(for: builder))
        guard let request = try? builder.build() else { return concluded(question, of: leg, answer: nil) }
        begin(request, .question(question, leg: leg), to: .uri(legs[leg].dialog.nextHop))
    }

    mutating func begin(_ request: Message, _ purpose: Purpose, to destination: CallDestination) {
        let transaction = NonInviteClientTransaction(
            request: request, isReliable: plan.isReliable, timers: plan.timers)
        begin(transaction, purpose, to: destination)
    }

    /// A final answer, to any request but the INVITE.
    mutating func finished(_ exchange: Exchange, _ response: Message) {
        guard case .question(let question, let leg) = exchange.purpose else { return tell(.requestAnswered(response)) }
        if legs[leg].state != .gone, let request = exchange.request,
            let credentials = authenticator.credentials(after: response, to: request)
        {
            return ask(question, of: leg, credentials: credentials)
        }
        authenticator.note(response)
        tell(.requestAnswered(response))
        concluded(question, of: leg, answer: response.statusCode)
    }

    mutating func unanswered(_ exchange: Exchange, timedOut: Bool) {
        switch exchange.purpose {
        case .invite(let attempt):
            unanswered(attempt, timedOut: timedOut)
        case .cancel:
            tell(.requestUnanswered(.cancel))
        case .question(let question, let leg):
            if let method = exchange.request?.method { tell(.requestUnanswered(method)) }
            concluded(question, of: leg, answer: nil)
        case .answer(let leg):
            tell(.requestUnanswered(.ack))
            if leg == kept { hangUp(because: .unacknowledged) }
        }
    }

    private mutating func concluded(_ question: Question, of leg: Int, answer: Int?) {
        if question == .bye { saidBye(to: leg, answer: answer) }
    }
}
