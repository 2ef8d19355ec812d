package import DNS
package import Net

/// Asks name servers over real sockets: drives `QueryMachine`, and answers from the hosts file first, as glibc does.
@NetActor
package final class DNSClient {
    package let servers: [Endpoint]
    private let hosts: HostsFile
    private var policy: QueryPolicy
    private let network: any Network
    var deadline: Instant
    private var known: [DNSQuestion: Task<QueryResult, Never>] = [:]
    private var anew: [Task<QueryResult, Never>] = []
    private let maximumQueries: Int
    private var queries = 0
    private var isCancelled = false

    /// Questions that were answered only when asked without EDNS: one may be chance.
    private(set) var answeredPlainly = 0

    /// Some name server has replied to something.
    private var isHeard = false
    /// A question got no reply from any of them.
    private var isMissed = false

    /// A question went unasked since the run had sent all the queries it may.
    private(set) var isExhausted = false

    package init(
        servers: [Endpoint], hosts: HostsFile = HostsFile(), policy: QueryPolicy, network: any Network,
        deadline: Instant, maximumQueries: Int = 300
    ) {
        self.servers = servers
        self.hosts = hosts
        self.policy = policy
        self.network = network
        self.deadline = deadline
        self.maximumQueries = maximumQueries
    }

    /// The answer to one question; asked once, however often it is needed.
    package func ask(_ question: DNSQuestion) async -> QueryResult {
        if let answer = hosts.answer(to: question) { return answer }
        if let task = known[question] { return await task.value }
        guard !isCancelled else { return QueryResult(.timeout) }
        let exchange = DNSExchange(
            question: question, servers: servers, policy: nextPolicy, network: network, deadline: deadline,
            maySend: { [weak self] in self?.takeQuery() ?? false })
        let task = Task {
            let result = await exchange.run()
            self.note(result)
            return result
        }
        known[question] = task
        return await task.value
    }

    /// Nobody waits twice in full for a resolver that has been silent to all so far.
    private var nextPolicy: QueryPolicy {
        guard isMissed, !isHeard else { return policy }
        var policy = policy
        policy.totalMilliseconds /= 5
        policy.exchangeMilliseconds = max(200, policy.exchangeMilliseconds / 5)
        return policy
    }

    private func note(_ result: QueryResult) {
        if result.server == nil { isMissed = true } else { isHeard = true }
        guard result.needsPlainDNS else { return }
        answeredPlainly += 1
        // One lost datagram is chance.
        if answeredPlainly > 1 { policy.edns = false }
    }

    /// Asks once more, past the hosts file and all that is known: to compare.
    /// - Parameters:
    ///   - server: One of the zone's own, asked without recursion; nil: the resolver.
    ///   - patienceMs: For all of it, milliseconds.
    ///   - hopLimit: For datagrams; nil: the system's.
    func askAnew(
        _ question: DNSQuestion, at server: Endpoint? = nil, within patienceMs: Int, hopLimit: UInt8? = nil,
        _ change: (inout QueryPolicy) -> Void = { _ in }
    ) async -> QueryResult {
        guard !isCancelled, patienceMs > 0 else { return QueryResult(.timeout) }
        let servers = server.map { [$0] } ?? servers
        var policy = policy
        if server != nil {
            (policy.recursionDesired, policy.dnssecOK, policy.attempts) = (false, false, 3)
        }
        policy.totalMilliseconds = patienceMs
        policy.exchangeMilliseconds = max(200, patienceMs / max(1, servers.count * policy.attempts))
        change(&policy)
        let exchange = DNSExchange(
            question: question, servers: servers, policy: policy, network: network, deadline: deadline,
            hopLimit: hopLimit, maySend: { [weak self] in self?.takeQuery() ?? false })
        let task = Task { await exchange.run() }
        anew.append(task)
        return await task.value
    }

    /// Follows RFC 3263 from a request to addresses.
    package func locate(_ request: ServerLocator.Request) async -> Location {
        let ahead = Task { await self.askAhead(request) }
        defer { ahead.cancel() }
        return await locate(request) { question in await self.ask(question) }
    }

    /// A resolver that keeps silent is asked at once what would be asked after each silence: one patience for all of it.
    private func askAhead(_ request: ServerLocator.Request) async {
        await network.time.sleep(until: network.time.now.adding(milliseconds: Self.silenceMs))
        guard !Task.isCancelled, !isHeard else { return }
        _ = await concurrently(ServerLocator.questions(foreseenFor: request)) { await self.ask($0) }
    }

    /// Longer than a resolver takes that has to ask others, milliseconds.
    private static let silenceMs = 500

    /// The same with answers from elsewhere.
    func locate(
        _ request: ServerLocator.Request, _ answer: @escaping @Sendable @NetActor (DNSQuestion) async -> QueryResult
    ) async -> Location {
        var locator = ServerLocator(request) { Int.random(in: $0) }
        var actions = locator.handle(.start)
        // The locator itself asks at most `maximumQueries`; every round asks at least one question.
        for _ in 0...ServerLocator.maximumQueries {
            var questions: [DNSQuestion] = []
            for action in actions {
                switch action {
                case .finish(let location): return location
                case .query(let asked): questions += asked
                }
            }
            actions = []
            for (question, result) in zip(questions, await concurrently(questions, answer)) {
                actions += locator.handle(.answer(question, result))
            }
        }
        return Location()
    }

    /// Ends every question now; it counts as not answered.
    func cancel() {
        isCancelled = true
        for task in known.values + anew { task.cancel() }
    }

    private func takeQuery() -> Bool {
        isExhausted = queries >= maximumQueries
        if !isExhausted { queries += 1 }
        return !isExhausted
    }
}

extension QueryResult {
    /// Silence to the query with EDNS, and a reply to the one without, by the same server.
    fileprivate var needsPlainDNS: Bool {
        guard let server, let last = verdicts.last(where: { $0.server == server }), !last.edns else { return false }
        return verdicts.contains { $0.server == server && $0.edns && $0.kind == .timeout }
    }
}
