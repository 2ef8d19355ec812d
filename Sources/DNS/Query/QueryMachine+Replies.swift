/// Which replies are believed, and what follows from them.
extension QueryMachine {
    mutating func receiveStream(_ bytes: [UInt8]) -> [QueryAction] {
        guard let server = current?.server, current?.overTCP == true else { return [] }
        for message in framing.receive(bytes) {
            let actions = receive(message, from: server, overTCP: true)
            if !actions.isEmpty { return actions }
        }
        return []
    }

    mutating func receive(_ bytes: [UInt8], from server: Int, overTCP: Bool) -> [QueryAction] {
        guard let exchange = exchange(answeredBy: bytes, from: server, overTCP: overTCP),
            let head = try? DNSCodec.decodeQuestion(bytes), head.flags.contains(.response),
            head.question == question || (head.question == nil && ResponseCode.withoutQuestion.contains(head.rcode))
        else {
            strays += 1
            return []
        }
        guard let message = try? DNSCodec.decode(bytes) else {
            if head.flags.contains(.truncated), !overTCP { return retryOverTCP(exchange, head) }
            keep(QueryResult(.malformed), from: exchange)
            return fail(exchange, .malformed)
        }
        if message.flags.contains(.truncated), !overTCP { return retryOverTCP(exchange, message) }
        return accept(message, exchange)
    }

    func exchange(answeredBy bytes: [UInt8], from server: Int, overTCP: Bool) -> Exchange? {
        guard bytes.count >= 2 else { return nil }
        let id = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        return open.first { $0.server == server && $0.id == id && $0.overTCP == overTCP }
    }

    mutating func retryOverTCP(_ exchange: Exchange, _ message: DNSMessage) -> [QueryAction] {
        guard phase == .asking else { return accept(message, exchange) }
        truncated = true
        guard exchange.server == current?.server, current?.overTCP == false else { return [] }
        note(exchange, .rcode(message.rcode))
        close(exchange)
        keep(AnswerReader(question: question, message: message).result(), from: exchange)
        return send(to: exchange.server, overTCP: true)
    }

    mutating func accept(_ message: DNSMessage, _ exchange: Exchange) -> [QueryAction] {
        let result = AnswerReader(question: question, message: message).result()
        switch message.rcode {
        case .noError where policy.recursionDesired && message.isUselessReferral:
            keep(result.with(.refused), from: exchange)
            return fail(exchange, .noRecursion)
        case .noError, .nameError:
            note(exchange, .rcode(message.rcode))
            return closeStream() + finish(phase == .checkingDisabled ? bogus(result) : result, from: exchange)
        case .formatError, .notImplemented, .badVersion:
            if exchange.edns { return retryWithoutEDNS(exchange, message.rcode) }
            keep(result.with(.otherRcode(Int(message.rcode.rawValue))), from: exchange)
        case .serverFailure: keep(result.with(.servfail), from: exchange)
        case .refused: keep(result.with(.refused), from: exchange)
        default: keep(result.with(.otherRcode(Int(message.rcode.rawValue))), from: exchange)
        }
        return fail(exchange, .rcode(message.rcode))
    }

    mutating func retryWithoutEDNS(_ exchange: Exchange, _ rcode: ResponseCode) -> [QueryAction] {
        withoutEDNS.insert(exchange.server)
        note(exchange, .rcode(rcode))
        close(exchange)
        guard let current, exchange.server == current.server, exchange.id == current.id else { return [] }
        let overTCP = current.overTCP
        return closeStream() + send(to: exchange.server, overTCP: overTCP)
    }

    mutating func refused(_ server: Int, _ text: String) -> [QueryAction] {
        guard let exchange = open.last(where: { $0.server == server && !$0.overTCP }) else { return [] }
        guard current?.server == server, current?.overTCP == false else {
            note(exchange, .refusedByICMP(text))
            close(exchange)
            return []
        }
        return fail(exchange, .refusedByICMP(text))
    }
}

extension DNSMessage {
    /// Neither answer nor authority nor recursion (glibc's "referred query").
    fileprivate var isUselessReferral: Bool {
        answer.isEmpty && flags.isDisjoint(with: [.authoritative, .recursionAvailable])
    }
}

extension ResponseCode {
    /// Codes of replies from servers that could not read the question, or did not care to repeat it.
    fileprivate static let withoutQuestion: Set<ResponseCode> = [
        .formatError, .serverFailure, .notImplemented, .refused, .badVersion,
    ]
}

extension QueryResult {
    func with(_ outcome: Outcome) -> QueryResult {
        var result = self
        result.outcome = outcome
        return result
    }
}
