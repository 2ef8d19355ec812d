/// What the other side asks of us, which must be answered or it drops the call (RFC 3261 12.2.2, 14.2, 15.1.2).
extension Call {
    mutating func asked(_ request: Message, from source: Via.SentBy?) {
        let destination = source.map { CallDestination.address($0) } ?? .flow
        let leg = legs.firstIndex { $0.dialog.includes(request) }
        guard request.method != .ack else { return acknowledged(request, leg) }
        if let answer = memory[request] { return tell(.send(answer, to: destination)) }
        guard var builder = answer(to: request, leg) else { return }
        builder.source = source
        builder.headers += plan.identity
        guard let response = try? builder.build() else { return }
        memory.note(response.bytes, to: request)
        tell(.asked(request, answer: builder.code))

        if request.method == .invite, let leg {
            let transaction = InviteServerTransaction(
                answer: response, isReliable: plan.isReliable, timers: plan.timers)
            begin(transaction, .answer(leg: leg), to: destination)
        } else {
            tell(.send(response.bytes, to: destination))
        }
        if request.method == .bye, builder.code == 200, let leg { hungUp(leg, by: request) }
    }

    private mutating func answer(to request: Message, _ leg: Int?) -> ResponseBuilder? {
        let tag = plan.from.tag ?? ""
        if request.method == .cancel {
            return ResponseBuilder(to: request, memory.knows(cancelled: request) ? 200 : 481, toTag: tag)
        }
        guard let leg else {
            // Our own INVITE, come back.
            let isLoop = request.method == .invite && request.from?.tag == tag && request.to?.tag == nil
            return isLoop ? ResponseBuilder(to: request, 482, toTag: tag) : .outsideDialogs(request, tag: tag)
        }
        switch legs[leg].state {
        case .gone:
            return ResponseBuilder(to: request, 481)
        case .closing where request.method != .bye:
            return ResponseBuilder(to: request, 481)
        case .early, .up, .closing:
            guard request.method == .invite, answering(leg) != nil else { return legs[leg].respond(to: request) }
            // The ACK of the last one is still missing.
            var builder = ResponseBuilder(to: request, 500)
            builder.headers = [Header(.retryAfter, "1")]
            return builder
        }
    }

    private mutating func acknowledged(_ request: Message, _ leg: Int?) {
        guard let leg, let id = answering(leg) else { return }
        run(id, .received(request))
    }

    /// The transaction that still repeats our answer to this leg's INVITE.
    func answering(_ leg: Int) -> Int? {
        exchanges.first { $0.value.purpose == .answer(leg: leg) }?.key
    }

    private mutating func hungUp(_ leg: Int, by request: Message) {
        close(leg)
        guard leg == kept, end == nil else { return }
        stop(.talk)
        tell(.remoteHungUp(request))
        end = .remoteHungUp
    }
}
