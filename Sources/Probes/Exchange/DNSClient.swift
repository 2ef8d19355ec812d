package import DNS
package import Net

/// Asks name servers over real sockets: drives `QueryMachine`, and answers from the hosts file first, as glibc does.
@NetActor
package final class DNSClient {
    package let servers: [Endpoint]
    private let hosts: HostsFile
    private let policy: QueryPolicy
    private let network: any Network
    private let deadline: Instant
    private var known: [DNSQuestion: Task<QueryResult, Never>] = [:]
    private let maximumQueries: Int
    private var queries = 0
    private var isCancelled = false

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
            question: question, servers: servers, policy: policy, network: network, deadline: deadline,
            maySend: { [weak self] in self?.takeQuery() ?? false })
        let task = Task { await exchange.run() }
        known[question] = task
        return await task.value
    }

    /// Follows RFC 3263 from a request to addresses.
    package func locate(_ request: ServerLocator.Request) async -> Location {
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
            for (question, result) in await ask(all: questions) {
                actions += locator.handle(.answer(question, result))
            }
        }
        return Location()
    }

    /// Ends every question now; it counts as not answered.
    func cancel() {
        isCancelled = true
        for task in known.values { task.cancel() }
    }

    private func takeQuery() -> Bool {
        isExhausted = queries >= maximumQueries
        if !isExhausted { queries += 1 }
        return !isExhausted
    }

    private func ask(all questions: [DNSQuestion]) async -> [(DNSQuestion, QueryResult)] {
        let tasks = questions.map { question in Task { await self.ask(question) } }
        var results: [(DNSQuestion, QueryResult)] = []
        for (question, task) in zip(questions, tasks) { results.append((question, await task.value)) }
        return results
    }
}
