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

    private let request: Request
    private let random: @Sendable (ClosedRange<Int>) -> Int
    private var phase = Phase.idle
    private var asked: [DNSQuestion] = []
    private var answers: [DNSQuestion: QueryResult] = [:]
    private var pending: Set<DNSQuestion> = []
    private var location = Location()

    private enum Phase {
        case idle
        case naptr(DomainName)
        case services([ServiceLookup], of: DomainName)
        case targets([SRV], of: ServiceLookup)
        case host(DomainName, Transport, port: UInt16)
        case done
    }

    /// An SRV name to ask, and what led to it.
    private struct ServiceLookup {
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

    private mutating func begin() -> [Action] {
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

    private mutating func advance() -> [Action] {
        switch phase {
        case .idle, .done: []
        case .naptr(let domain): followNAPTR(of: domain)
        case .services(let services, let domain): chooseService(among: services, of: domain)
        case .targets(let records, let service): collectTargets(records, service)
        case .host(let domain, let transport, let port): collectAddresses(of: domain, transport, port)
        }
    }
}

// MARK: - Services

extension ServerLocator {
    private mutating func followNAPTR(of domain: DomainName) -> [Action] {
        let selection = NAPTRSelection(
            records(DNSQuestion(domain, .naptr)) { if case .naptr(let naptr) = $0 { naptr } else { nil } },
            request: request)
        location.problems += selection.discarded.map { .naptrDiscarded($0.record, $0.fault) }
        guard selection.usable.isEmpty else {
            let services = selection.usable.prefix(Self.maximumServices).map {
                ServiceLookup(transport: $0.transport, name: $0.record.replacement, selection: .naptr($0.record))
            }
            return ask(services, of: domain)
        }
        if selection.hasSIP { location.problems.append(.naptrUnusable) }
        // All three, even those the client cannot use: what the domain publishes is worth knowing.
        let all = request.supported + [.udp, .tcp, .tls].filter { !request.supported.contains($0) }
        return ask(lookups(of: domain, all, .clientPreference), of: domain)
    }

    private func lookups(
        of domain: DomainName, _ transports: [Transport], _ selection: Location.Selection
    ) -> [ServiceLookup] {
        transports.compactMap { transport in
            guard let labels = transport.serviceLabels, let name = domain.prefixed(by: labels) else { return nil }
            return ServiceLookup(transport: transport, name: name, selection: selection)
        }
    }

    private mutating func ask(_ services: [ServiceLookup], of domain: DomainName) -> [Action] {
        ask(services.map(\.question), then: .services(services, of: domain))
    }

    private mutating func chooseService(among services: [ServiceLookup], of domain: DomainName) -> [Action] {
        let allowed = services.filter { request.transport != nil || request.permitted.contains($0.transport) }
        for service in services { publish(service) }
        for service in allowed where service.isNAPTR && isAbsent(service) {
            location.problems.append(.naptrDangling(service.name))
        }
        for service in allowed {
            let records = published(service)?.records.filter { !$0.target.isRoot } ?? []
            if !records.isEmpty { return resolve(records, service) }
        }
        return withoutService(allowed, of: domain)
    }

    private mutating func withoutService(_ services: [ServiceLookup], of domain: DomainName) -> [Action] {
        let isNAPTR = services.contains(where: \.isNAPTR)
        let isRefused = services.contains { published($0)?.isRefused == true }
        if isNAPTR || isRefused {
            for service in services {
                guard let fault = answers[service.question]?.resolverFault else { continue }
                return fail(.resolver(service.question, fault))
            }
            return fail(isRefused ? .serviceRefused(domain) : .naptrDangling(services[0].name))
        }
        guard let transport = request.transport.map(request.requested) ?? request.defaultTransport else {
            return fail(.noUsableTransport)
        }
        select(transport, request.transport == nil ? .schemeDefault : .parameter)
        return askAddresses(of: domain, transport, transport.defaultPort)
    }

    private mutating func publish(_ service: ServiceLookup) {
        let records = records(service.question) { if case .srv(let srv) = $0 { srv } else { nil } }
        guard !records.isEmpty else { return }
        let entry = Location.PublishedService(
            transport: service.transport, name: service.name, records: SRVOrder.sorted(records, random: random),
            ttl: answers[service.question]?.ttl)
        location.published.append(entry)
        if entry.isRefused { location.problems.append(.transportRefused(service.transport)) }
    }

    private func published(_ service: ServiceLookup) -> Location.PublishedService? {
        location.published.first { $0.transport == service.transport && $0.name == service.name }
    }

    private func isAbsent(_ service: ServiceLookup) -> Bool {
        switch answers[service.question]?.outcome {
        case .nodata, .nxdomain: true
        default: false
        }
    }
}

// MARK: - Addresses

extension ServerLocator {
    private mutating func resolve(_ records: [SRV], _ service: ServiceLookup) -> [Action] {
        select(service.transport, service.selection)
        var hosts: [DomainName] = []
        for record in records where !hosts.contains(record.target) { hosts.append(record.target) }
        let resolved = hosts.prefix(Location.maximumTried)
        if hosts.count > resolved.count {
            location.problems.append(.targetLimit(listed: hosts.count, tried: resolved.count))
        }
        return ask(
            resolved.flatMap(addressQuestions),
            then: .targets(records.filter { resolved.contains($0.target) }, of: service))
    }

    private mutating func collectTargets(_ records: [SRV], _ service: ServiceLookup) -> [Action] {
        var dead: [DomainName] = []
        var faults: [LocationFailure] = []
        for record in records {
            location.targets += targets(
                record.target, record.port, service.transport, record, source: { _ in .srv(service.name) })
            guard !dead.contains(record.target), let failure = addressFailure(of: record.target) else { continue }
            dead.append(record.target)
            if case .resolver = failure {
                faults.append(failure)
            } else {
                location.problems.append(.targetUnresolvable(record.target))
            }
        }
        for record in records where isAlias(record.target) {
            let problem = LocationProblem.srvTargetAlias(record.target)
            if !location.problems.contains(problem) { location.problems.append(problem) }
        }
        guard location.targets.isEmpty else { return finish() }
        if let fault = faults.first, faults.count == dead.count { return fail(fault) }
        return fail(.targetsUnresolvable(dead))
    }

    private mutating func askAddresses(of domain: DomainName, _ transport: Transport, _ port: UInt16) -> [Action] {
        ask(addressQuestions(domain), then: .host(domain, transport, port: port))
    }

    private mutating func collectAddresses(of domain: DomainName, _ transport: Transport, _ port: UInt16) -> [Action] {
        location.targets = targets(domain, port, transport, nil, source: { .address($0) })
        if let failure = addressFailure(of: domain) { return fail(failure) }
        return finish()
    }

    private func addressQuestions(_ host: DomainName) -> [DNSQuestion] {
        request.families.map { DNSQuestion(host, $0.recordType) }
    }

    private func targets(
        _ host: DomainName, _ port: UInt16, _ transport: Transport, _ srv: SRV?,
        source: (RecordType) -> Location.Source
    ) -> [Location.Target] {
        addressQuestions(host).flatMap { question in
            records(question) { if case .address(let address) = $0 { address } else { nil } }.map { address in
                Location.Target(
                    host: host, address: address, port: port, transport: transport, priority: srv?.priority,
                    weight: srv?.weight, source: source(question.type), isAlias: isAlias(host),
                    ttl: answers[question]?.ttl)
            }
        }
    }

    private func isAlias(_ host: DomainName) -> Bool {
        addressQuestions(host).contains { answers[$0]?.aliases.isEmpty == false }
    }

    /// Why the host has no address; `nil` if it has one.
    private mutating func addressFailure(of host: DomainName) -> LocationFailure? {
        let questions = addressQuestions(host)
        let results = questions.compactMap { question in answers[question].map { (question, $0) } }
        guard results.allSatisfy({ $0.1.records.isEmpty }) else { return nil }
        for (question, result) in results {
            if let fault = result.resolverFault { return .resolver(question, fault) }
        }
        if let (question, result) = results.first(where: { !$0.1.aliases.isEmpty }), let alias = result.aliases.last {
            location.problems.append(.aliasDangling(question, alias))
            return .noAddress(host)
        }
        let isNonexistent = !results.isEmpty && results.allSatisfy { $0.1.outcome == .nxdomain }
        return isNonexistent ? .nxdomain(host) : .noAddress(host)
    }
}

// MARK: - Asking and ending

extension ServerLocator {
    private mutating func ask(_ questions: [DNSQuestion], then phase: Phase) -> [Action] {
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

    private func records<Data>(_ question: DNSQuestion, _ data: (RecordData) -> Data?) -> [Data] {
        answers[question]?.records.compactMap { data($0.data) } ?? []
    }

    private mutating func select(_ transport: Transport, _ selection: Location.Selection) {
        location.selectedTransport = transport
        location.selection = selection
    }

    private mutating func fail(_ failure: LocationFailure) -> [Action] {
        location.failure = failure
        return finish()
    }

    private mutating func finish() -> [Action] {
        phase = .done
        location.steps = asked.compactMap { question in
            answers[question].map { Location.Step(question: question, result: $0) }
        }
        for step in location.steps { examine(step) }
        let (listed, tried) = (location.targets.count, location.tried.count)
        if listed > tried { location.problems.append(.targetLimit(listed: listed, tried: tried)) }
        return [.finish(location)]
    }

    private mutating func examine(_ step: Location.Step) {
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
