/// From the domain to the SRV records of one transport.
extension ServerLocator {
    mutating func followNAPTR(of domain: DomainName) -> [Action] {
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

    func lookups(
        of domain: DomainName, _ transports: [Transport], _ selection: Location.Selection
    ) -> [ServiceLookup] {
        transports.compactMap { transport in
            guard let labels = transport.serviceLabels, let name = domain.prefixed(by: labels) else { return nil }
            return ServiceLookup(transport: transport, name: name, selection: selection)
        }
    }

    /// What is asked of a name where no question is answered.
    package static func questions(foreseenFor request: Request) -> [DNSQuestion] {
        guard case .name(let domain) = request.host else { return [] }
        let locator = ServerLocator(request) { $0.lowerBound }
        let addresses = locator.addressQuestions(domain)
        guard request.port == nil else { return addresses }
        let transports = request.transport.map { [request.requested($0)].compactMap(\.self) } ?? [.udp, .tcp, .tls]
        let services = locator.lookups(of: domain, transports, .clientPreference).map(\.question)
        return (request.transport == nil ? [DNSQuestion(domain, .naptr)] : []) + services + addresses
    }

    mutating func ask(_ services: [ServiceLookup], of domain: DomainName) -> [Action] {
        ask(services.map(\.question), then: .services(services, of: domain))
    }

    mutating func chooseService(among services: [ServiceLookup], of domain: DomainName) -> [Action] {
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

    mutating func withoutService(_ services: [ServiceLookup], of domain: DomainName) -> [Action] {
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

    mutating func publish(_ service: ServiceLookup) {
        let records = records(service.question) { if case .srv(let srv) = $0 { srv } else { nil } }
        guard !records.isEmpty else { return }
        let entry = Location.PublishedService(
            transport: service.transport, name: service.name, records: SRVOrder.sorted(records, random: random),
            ttl: answers[service.question]?.ttl)
        location.published.append(entry)
        if entry.isRefused { location.problems.append(.transportRefused(service.transport)) }
    }

    func published(_ service: ServiceLookup) -> Location.PublishedService? {
        location.published.first { $0.transport == service.transport && $0.name == service.name }
    }

    func isAbsent(_ service: ServiceLookup) -> Bool {
        switch answers[service.question]?.outcome {
        case .nodata, .nxdomain: true
        default: false
        }
    }
}
