/// Finds the servers of a SIP URI (RFC 3263, RFC 2782, RFC 7984) by asking questions; who answers them is the
/// driver's: a resolver, or the hosts file for A and AAAA.
///
/// A numeric host or an explicit port needs no service records; a `transport` parameter only its own; otherwise NAPTR
/// decides, then SRV of every transport, then the addresses of the domain itself.
package struct ServerLocator: Sendable {
    package enum Event: Hashable, Sendable {
        case start
        /// A result that was not asked for is ignored.
        case answer(DNSQuestion, QueryResult)
    }

    package enum Action: Hashable, Sendable {
        /// Ask all of them at once.
        case query([DNSQuestion])
        /// The last action.
        case finish(Location)
    }

    /// Questions of one location at most.
    package static let maximumQueries = 60
    /// NAPTR records followed at most.
    static let maximumServices = 10
    /// No further SRV record is turned into targets beyond so many: two full answers could multiply to millions.
    static let maximumListed = 100

    let request: Request
    let random: @Sendable (ClosedRange<Int>) -> Int
    var phase = Phase.idle
    var asked: [DNSQuestion] = []
    var answers: [DNSQuestion: QueryResult] = [:]
    var pending: Set<DNSQuestion> = []
    var location = Location()

    enum Phase {
        case idle
        case naptr(DomainName)
        case services([ServiceLookup], of: DomainName)
        case targets([SRV], of: ServiceLookup)
        case host(DomainName, Transport, port: UInt16)
        case done
    }

    /// An SRV name to ask, and what led to it.
    struct ServiceLookup {
        let transport: Transport
        let name: DomainName
        let selection: Location.Selection

        var isNAPTR: Bool { if case .naptr = selection { true } else { false } }
        var question: DNSQuestion { DNSQuestion(name, .srv) }
    }

    /// - Parameter random: a number out of the range, both ends included; draws among SRV records by weight.
    package init(_ request: Request, random: @escaping @Sendable (ClosedRange<Int>) -> Int) {
        self.request = request
        self.random = random
    }

    package mutating func handle(_ event: Event) -> [Action] {
        switch (phase, event) {
        case (.idle, .start): return begin()
        case (_, .answer(let question, let result)):
            guard pending.remove(question) != nil else { return [] }
            answers[question] = result
            return pending.isEmpty ? advance() : []
        case (_, .start): return []
        }
    }

    mutating func begin() -> [Action] {
        guard let transport = request.transport.map(request.requested) ?? request.defaultTransport else {
            return fail(.noUsableTransport)
        }
        let selection = request.transport == nil ? Location.Selection.schemeDefault : .parameter
        let port = request.port ?? transport.defaultPort
        switch request.host {
        case .address(let address):
            select(transport, selection)
            location.targets = [
                Location.Target(
                    host: nil, address: address, port: port, transport: transport, priority: nil, weight: nil,
                    source: .literal, isAlias: false, ttl: nil)
            ]
            return finish()
        case .name(let domain):
            if request.port == nil, request.transport == nil {
                return ask([DNSQuestion(domain, .naptr)], then: .naptr(domain))
            }
            let services = request.port == nil ? lookups(of: domain, [transport], .parameter) : []
            guard services.isEmpty else { return ask(services, of: domain) }
            select(transport, selection)
            return askAddresses(of: domain, transport, port)
        }
    }

    mutating func advance() -> [Action] {
        switch phase {
        case .idle, .done: []
        case .naptr(let domain): followNAPTR(of: domain)
        case .services(let services, let domain): chooseService(among: services, of: domain)
        case .targets(let records, let service): collectTargets(records, service)
        case .host(let domain, let transport, let port): collectAddresses(of: domain, transport, port)
        }
    }
}

extension ServerLocator {
    mutating func ask(_ questions: [DNSQuestion], then phase: Phase) -> [Action] {
        self.phase = phase
        var new: [DNSQuestion] = []
        for question in questions where answers[question] == nil && !new.contains(question) {
            guard asked.count < Self.maximumQueries else {
                location.problems.append(.queryLimit)
                break
            }
            asked.append(question)
            new.append(question)
        }
        pending = Set(new)
        return new.isEmpty ? advance() : [.query(new)]
    }

    func records<Data>(_ question: DNSQuestion, _ data: (RecordData) -> Data?) -> [Data] {
        answers[question]?.records.compactMap { data($0.data) } ?? []
    }

    mutating func select(_ transport: Transport, _ selection: Location.Selection) {
        location.selectedTransport = transport
        location.selection = selection
    }

    mutating func fail(_ failure: LocationFailure) -> [Action] {
        location.failure = failure
        return finish()
    }

    mutating func finish() -> [Action] {
        phase = .done
        location.steps = asked.compactMap { question in
            answers[question].map { Location.Step(question: question, result: $0) }
        }
        for step in location.steps { examine(step) }
        let (listed, tried) = (location.targets.count, location.tried.count)
        if listed > tried { location.problems.append(.targetLimit(listed: listed, tried: tried)) }
        return [.finish(location)]
    }

    mutating func examine(_ step: Location.Step) {
        if let fault = step.result.resolverFault { location.problems.append(.resolverFailed(step.question, fault)) }
        if step.result.message?.flags.contains(.truncated) == true {
            location.problems.append(.answerTruncated(step.question))
        }
        let isDenied = step.result.outcome == .nxdomain && step.result.aliases.isEmpty
        if isDenied, location.steps.contains(where: { $0.question.name == step.question.name && $0.provesName }) {
            location.problems.append(.contradictoryNXDOMAIN(step.question))
        }
    }
}

extension Location.Step {
    /// The reply says that the name exists.
    fileprivate var provesName: Bool {
        guard !result.fromHostsFile else { return false }
        switch result.outcome {
        case .records, .nodata: return true
        default: return !result.aliases.isEmpty
        }
    }
}
