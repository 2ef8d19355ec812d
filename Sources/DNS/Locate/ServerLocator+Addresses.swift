/// From host names to addresses.
extension ServerLocator {
    mutating func resolve(_ records: [SRV], _ service: ServiceLookup) -> [Action] {
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

    mutating func collectTargets(_ records: [SRV], _ service: ServiceLookup) -> [Action] {
        var dead: [DomainName] = []
        var faults: [LocationFailure] = []
        for record in records {
            if location.targets.count < Self.maximumListed {
                location.targets += targets(
                    record.target, record.port, service.transport, record, source: { _ in .srv(service.name) })
            }
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

    mutating func askAddresses(of domain: DomainName, _ transport: Transport, _ port: UInt16) -> [Action] {
        ask(addressQuestions(domain), then: .host(domain, transport, port: port))
    }

    mutating func collectAddresses(of domain: DomainName, _ transport: Transport, _ port: UInt16) -> [Action] {
        location.targets = targets(domain, port, transport, nil, source: { .address($0) })
        if let failure = addressFailure(of: domain) { return fail(failure) }
        return finish()
    }

    func addressQuestions(_ host: DomainName) -> [DNSQuestion] {
        request.families.map { DNSQuestion(host, $0.recordType) }
    }

    func targets(
        _ host: DomainName, _ port: UInt16, _ transport: Transport, _ srv: SRV?,
        source: (RecordType) -> Location.Source
    ) -> [Location.Target] {
        addressQuestions(host).flatMap { question in
            addresses(question).map { address in
                Location.Target(
                    host: host, address: address, port: port, transport: transport, priority: srv?.priority,
                    weight: srv?.weight, source: source(question.type), isAlias: isAlias(host),
                    ttl: answers[question]?.ttl)
            }
        }
    }

    func addresses(_ question: DNSQuestion) -> [DNSAddress] {
        records(question) { if case .address(let address) = $0 { address } else { nil } }
    }

    func isAlias(_ host: DomainName) -> Bool {
        addressQuestions(host).contains { answers[$0]?.aliases.isEmpty == false }
    }

    /// Why the host has no address; `nil` if it has one.
    mutating func addressFailure(of host: DomainName) -> LocationFailure? {
        let questions = addressQuestions(host)
        let results = questions.compactMap { question in answers[question].map { (question, $0) } }
        guard questions.allSatisfy({ addresses($0).isEmpty }) else { return nil }
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
