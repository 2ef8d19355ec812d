/// Asks one question of a list of servers as glibc does: in turn, the next one after silence, refusal or an error;
/// a cut reply again over TCP (RFC 1035, RFC 7766). A reply that does not fit server, id and question is counted,
/// never believed. After SERVFAIL from all that answered, CD tells whether DNSSEC is at fault.
package struct QueryMachine: Sendable {
    let question: DNSQuestion
    let serverCount: Int
    let policy: QueryPolicy
    let nextID: @Sendable () -> UInt16

    var phase = Phase.idle
    /// How many turns of `attempts` rounds are taken.
    var turn = 0
    var exchangeCount = 0
    var current: Exchange?
    /// Exchanges whose reply is still believed, `current` among them: a slow server may answer after its turn.
    var open: [Exchange] = []
    var framing = StreamFraming()
    var withoutEDNS: Set<Int> = []
    /// Servers that said something, if nothing of use: they are not asked again.
    var answered: Set<Int> = []
    /// The best of the replies that end no query, for when there is none better.
    var fallback: QueryResult?
    var verdicts: [ServerVerdict] = []
    var strays = 0
    var truncated = false

    static let maximumAttempts = 10

    enum Phase { case idle, asking, checkingDisabled, done }

    struct Exchange: Sendable {
        let server: Int
        let id: UInt16
        let overTCP: Bool
        let edns: Bool
        let checkingDisabled: Bool
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
            // Some small routers' proxies drop what has EDNS (RFC 6891 section 6.2.2): the next round asks without.
            if current.edns, !current.overTCP { withoutEDNS.insert(current.server) }
            return fail(current, .timeout, stillOpen: !current.overTCP)
        case (_, .timer(.deadline)):
            if let current { note(current, .timeout) }
            return closeStream() + finishWithBest()
        }
    }
}

extension QueryMachine {
    mutating func nextServer() -> [QueryAction] {
        guard phase == .asking else { return finishWithBest() }
        let turns = serverCount * min(max(policy.attempts, 1), Self.maximumAttempts)
        while turn < turns {
            let server = (turn + max(policy.firstServer, 0) % serverCount) % serverCount
            turn += 1
            if !answered.contains(server) { return send(to: server, overTCP: policy.useTCP) }
        }
        return checkWithoutDNSSEC() ?? finishWithBest()
    }

    mutating func checkWithoutDNSSEC() -> [QueryAction]? {
        guard policy.dnssecOK, fallback?.outcome == .servfail, let server = fallback?.server
        else { return nil }
        phase = .checkingDisabled
        open = []
        return send(to: server, overTCP: policy.useTCP)
    }

    mutating func send(to server: Int, overTCP: Bool) -> [QueryAction] {
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
