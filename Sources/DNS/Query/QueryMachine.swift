/// Asks one question of a list of servers as glibc does: in turn, the next one after silence, refusal or an error;
/// a cut reply again over TCP (RFC 1035, RFC 7766). A reply that does not fit server, id and question is counted,
/// never believed. After SERVFAIL from all that answered, CD tells whether DNSSEC is at fault.
package struct QueryMachine: Sendable {
    private let question: DNSQuestion
    private let serverCount: Int
    private let policy: QueryPolicy
    private let nextID: @Sendable () -> UInt16

    private var phase = Phase.idle
    /// How many turns of `attempts` rounds are taken.
    private var turn = 0
    private var exchangeCount = 0
    private var current: Exchange?
    /// Exchanges whose reply is still believed, `current` among them: a slow server may answer after its turn.
    private var open: [Exchange] = []
    private var framing = StreamFraming()
    private var withoutEDNS: Set<Int> = []
    /// Servers that said something, if nothing of use: they are not asked again.
    private var answered: Set<Int> = []
    private var fallback: Fallback?
    private var verdicts: [ServerVerdict] = []
    private var strays = 0
    private var truncated = false

    private static let maximumAttempts = 10

    private enum Phase { case idle, asking, checkingDisabled, done }

    private struct Exchange: Sendable {
        let server: Int
        let id: UInt16
        let overTCP: Bool
        let edns: Bool
        let checkingDisabled: Bool
    }

    /// The best of the replies that end no query, for when there is none better.
    private struct Fallback: Sendable {
        let rank: Int
        let result: QueryResult
    }

    /// - Parameter nextID: gives unpredictable ids; one for each exchange.
    package init(
        question: DNSQuestion, serverCount: Int, policy: QueryPolicy = .init(),
        nextID: @escaping @Sendable () -> UInt16
    ) {
        self.question = question
        self.serverCount = max(serverCount, 0)
        self.policy = policy
        self.nextID = nextID
    }

    package mutating func handle(_ event: QueryEvent) -> [QueryAction] {
        switch (phase, event) {
        case (.idle, .start):
            phase = .asking
            return [.startTimer(.deadline, afterMilliseconds: policy.totalMilliseconds)] + nextServer()
        case (.idle, _), (.done, _), (_, .start), (_, .streamOpened): return []
        case (_, .datagram(let bytes, let server)): return receive(bytes, from: server, overTCP: false)
        case (_, .streamBytes(let bytes)): return receiveStream(bytes)
        case (_, .refusedByICMP(let server, let text)): return refused(server, text)
        case (_, .streamFailed(let text)):
            guard let current, current.overTCP else { return [] }
            return fail(current, .streamFailed(text))
        case (_, .timer(.exchange(let number))):
            guard number == exchangeCount, let current else { return [] }
            return fail(current, .timeout, stillOpen: !current.overTCP)
        case (_, .timer(.deadline)):
            if let current { note(current, .timeout) }
            return closeStream() + finishWithBest()
        }
    }
}

// MARK: - Sending

extension QueryMachine {
    private mutating func nextServer() -> [QueryAction] {
        guard phase == .asking else { return finishWithBest() }
        let turns = serverCount * min(max(policy.attempts, 1), Self.maximumAttempts)
        while turn < turns {
            let server = (turn + max(policy.firstServer, 0) % serverCount) % serverCount
            turn += 1
            if !answered.contains(server) { return send(to: server, overTCP: policy.useTCP) }
        }
        return checkWithoutDNSSEC() ?? finishWithBest()
    }

    private mutating func checkWithoutDNSSEC() -> [QueryAction]? {
        guard policy.dnssecOK, let fallback, fallback.result.outcome == .servfail, let server = fallback.result.server
        else { return nil }
        phase = .checkingDisabled
        open = []
        return send(to: server, overTCP: policy.useTCP)
    }

    private mutating func send(to server: Int, overTCP: Bool) -> [QueryAction] {
        let exchange = Exchange(
            server: server, id: nextID(), overTCP: overTCP, edns: policy.edns && !withoutEDNS.contains(server),
            checkingDisabled: phase == .checkingDisabled)
        var options = DNSMessage.QueryOptions()
        options.recursionDesired = policy.recursionDesired
        options.checkingDisabled = exchange.checkingDisabled
        options.edns = exchange.edns ? EDNS(dnssecOK: policy.dnssecOK) : nil
        guard let bytes = try? DNSCodec.encodeQuery(question, id: exchange.id, options: options) else {
            return finish(QueryResult(.malformed))
        }
        exchangeCount += 1
        current = exchange
        open.append(exchange)
        framing = StreamFraming()
        return [
            overTCP
                ? .openStream(server: server, StreamFraming.frame(bytes)) : .sendDatagram(bytes, server: server),
            .startTimer(.exchange(exchangeCount), afterMilliseconds: policy.exchangeMilliseconds),
        ]
    }
}

// MARK: - Receiving

extension QueryMachine {
    private mutating func receiveStream(_ bytes: [UInt8]) -> [QueryAction] {
        guard let server = current?.server, current?.overTCP == true else { return [] }
        for message in framing.receive(bytes) {
            let actions = receive(message, from: server, overTCP: true)
            if !actions.isEmpty { return actions }
        }
        return []
    }

    private mutating func receive(_ bytes: [UInt8], from server: Int, overTCP: Bool) -> [QueryAction] {
        guard let exchange = exchange(answeredBy: bytes, from: server, overTCP: overTCP),
            let head = try? DNSCodec.decodeQuestion(bytes), head.flags.contains(.response),
            head.question == question || (head.question == nil && ResponseCode.withoutQuestion.contains(head.rcode))
        else {
            strays += 1
            return []
        }
        guard let message = try? DNSCodec.decode(bytes) else {
            if head.flags.contains(.truncated), !overTCP { return retryOverTCP(exchange, head) }
            keep(QueryResult(.malformed), rank: 1, from: exchange)
            return fail(exchange, .malformed)
        }
        if message.flags.contains(.truncated), !overTCP { return retryOverTCP(exchange, message) }
        return accept(message, exchange)
    }

    private func exchange(answeredBy bytes: [UInt8], from server: Int, overTCP: Bool) -> Exchange? {
        guard bytes.count >= 2 else { return nil }
        let id = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        return open.first { $0.server == server && $0.id == id && $0.overTCP == overTCP }
    }

    private mutating func retryOverTCP(_ exchange: Exchange, _ message: DNSMessage) -> [QueryAction] {
        guard phase == .asking else { return accept(message, exchange) }
        truncated = true
        guard exchange.server == current?.server, current?.overTCP == false else { return [] }
        note(exchange, .rcode(message.rcode))
        close(exchange)
        let partial = AnswerReader(question: question, message: message).result()
        if !partial.records.isEmpty { keep(partial, rank: 5, from: exchange) }
        return send(to: exchange.server, overTCP: true)
    }

    private mutating func accept(_ message: DNSMessage, _ exchange: Exchange) -> [QueryAction] {
        let result = AnswerReader(question: question, message: message).result()
        switch message.rcode {
        case .noError where policy.recursionDesired && message.isUselessReferral:
            keep(result.with(.refused), rank: 3, from: exchange)
            return fail(exchange, .noRecursion)
        case .noError, .nameError:
            note(exchange, .rcode(message.rcode))
            return closeStream() + finish(phase == .checkingDisabled ? bogus(result) : result, from: exchange)
        case .formatError, .notImplemented, .badVersion:
            if exchange.edns, !withoutEDNS.contains(exchange.server) {
                return retryWithoutEDNS(exchange, message.rcode)
            }
            keep(result.with(.otherRcode(Int(message.rcode.rawValue))), rank: 2, from: exchange)
        case .serverFailure: keep(result.with(.servfail), rank: 4, from: exchange)
        case .refused: keep(result.with(.refused), rank: 3, from: exchange)
        default: keep(result.with(.otherRcode(Int(message.rcode.rawValue))), rank: 2, from: exchange)
        }
        return fail(exchange, .rcode(message.rcode))
    }

    private mutating func retryWithoutEDNS(_ exchange: Exchange, _ rcode: ResponseCode) -> [QueryAction] {
        withoutEDNS.insert(exchange.server)
        note(exchange, .rcode(rcode))
        close(exchange)
        guard exchange.server == current?.server else { return [] }
        let overTCP = current?.overTCP == true
        return closeStream() + send(to: exchange.server, overTCP: overTCP)
    }

    private mutating func refused(_ server: Int, _ text: String) -> [QueryAction] {
        guard let exchange = open.last(where: { $0.server == server && !$0.overTCP }) else { return [] }
        guard current?.server == server, current?.overTCP == false else {
            note(exchange, .refusedByICMP(text))
            close(exchange)
            return []
        }
        return fail(exchange, .refusedByICMP(text))
    }
}

// MARK: - Ending

extension QueryMachine {
    private mutating func note(_ exchange: Exchange, _ kind: ServerVerdict.Kind) {
        verdicts.append(
            ServerVerdict(
                server: exchange.server, kind: kind, overTCP: exchange.overTCP, edns: exchange.edns,
                checkingDisabled: exchange.checkingDisabled))
    }

    private mutating func close(_ exchange: Exchange) {
        open.removeAll { $0.id == exchange.id && $0.server == exchange.server && $0.overTCP == exchange.overTCP }
    }

    /// Notes the failure, and goes on when it was this server's turn.
    private mutating func fail(
        _ exchange: Exchange, _ kind: ServerVerdict.Kind, stillOpen: Bool = false
    ) -> [QueryAction] {
        note(exchange, kind)
        if kind.isReply { answered.insert(exchange.server) }
        if !stillOpen { close(exchange) }
        guard exchange.server == current?.server else { return [] }
        return closeStream() + nextServer()
    }

    private mutating func keep(_ result: QueryResult, rank: Int, from exchange: Exchange) {
        guard phase == .asking, rank > fallback?.rank ?? 0 else { return }
        var result = result
        result.server = exchange.server
        fallback = Fallback(rank: rank, result: result)
    }

    /// What the reply to the query with CD proves: the names are there, the check failed.
    private func bogus(_ unchecked: QueryResult) -> QueryResult {
        let failure = fallback?.result ?? unchecked
        var result = failure.with(.bogus)
        if result.extendedErrors.isEmpty { result.extendedErrors = unchecked.extendedErrors }
        return result
    }

    private mutating func closeStream() -> [QueryAction] {
        guard let open = current, open.overTCP else { return [] }
        close(open)
        current = nil
        return [.closeStream]
    }

    private mutating func finishWithBest() -> [QueryAction] {
        finish(fallback?.result ?? QueryResult(.timeout))
    }

    private mutating func finish(_ result: QueryResult, from exchange: Exchange) -> [QueryAction] {
        var result = result
        result.server = exchange.server
        return finish(result)
    }

    private mutating func finish(_ result: QueryResult) -> [QueryAction] {
        phase = .done
        var result = result
        result.verdicts = verdicts
        result.strays = strays
        result.truncated = truncated
        return [.finish(result)]
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

extension ServerVerdict.Kind {
    fileprivate var isReply: Bool {
        switch self {
        case .rcode, .malformed, .noRecursion: true
        case .timeout, .refusedByICMP, .streamFailed: false
        }
    }
}

extension QueryResult {
    fileprivate func with(_ outcome: Outcome) -> QueryResult {
        var result = self
        result.outcome = outcome
        return result
    }
}
