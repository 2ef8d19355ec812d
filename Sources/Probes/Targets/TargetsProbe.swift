import DNS
import Diagnosis
import Net

/// Asks every target that the name publishes, over every transport, in the order in which a client tries them.
enum TargetsProbe: Probe {
    static let definition = TestDefinition(
        "dns.targets",
        "Sends OPTIONS to every target of every transport that DNS publishes, and names those that fail.",
        outcomes: [
            .init("answered", "every target answers", status: .pass),
            .init("partly", "some answer, and some do not", status: .warn),
            .init("none", "none answers", status: .fail),
            .init("no_target", "there is no address to ask", .notMeasured, status: .skip),
            .init("cut", "the run ended before --timeout did", .notMeasured, status: .unknown),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init(
                "targets", .list, "every target with its own verdict, in the order a client tries them",
                setWhen: ["answered", "partly", "none"]),
            .init("target_count", .number, "how many there are", setWhen: ["answered", "partly", "none"]),
            .init("answered_targets", .number, "how many answer", setWhen: ["answered", "partly", "none"]),
            .init("dead_services", .list, "transports that are published, and of which no target answers"),
            .init("speaks_tls", .list, "targets published for plain TCP whose port speaks TLS"),
            .init("speaks_plain", .list, "targets published for TLS whose port speaks plain SIP"),
            .init("unpublished_tls", .list, "hosts that speak TLS on port 5061, for which no SRV record is published"),
        ])

    private static let maximumHosts = 2

    static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        let selected = await context.location()
        guard !selected.tried.isEmpty else { return Measurement("no_target", "Targets: there is no address to ask") }
        let unpublished = Task { await self.unpublished(selected, in: context) }
        let targets = await published(selected, in: context).compactMap { target in
            target.endpoint.map { (target: target, endpoint: $0) }
        }
        let checks = await concurrently(targets) { target, endpoint in
            await TargetRun(target: target, endpoint: endpoint, context: context).run()
        }
        let tls = await unpublished.value
        // What was not asked to its end is not dead.
        guard checks.contains(where: { $0.result.isAnswered || $0.isDead }) else {
            return Measurement("cut", "Targets: the run ended before they could answer")
        }
        return measurement(of: checks, tls)
    }

    /// The targets of the transport that a client selects, then those of the others.
    @NetActor
    private static func published(_ selected: Location, in context: ProbeContext) async -> [Location.Target] {
        var targets = Array(selected.tried)
        guard context.chosenTransport == nil else { return targets }
        let others = selected.published.filter { !$0.isRefused && $0.transport != selected.selectedTransport }
        for location in await concurrently(others, { await context.location(over: $0.transport) }) {
            targets += location.tried
        }
        return targets
    }

    /// Hosts on whose port 5061 a handshake succeeds, where no SRV record leads there.
    @NetActor
    private static func unpublished(_ selected: Location, in context: ProbeContext) async -> [Endpoint] {
        let isPublished = selected.published.contains { $0.transport == .tls }
        guard context.locatedDomain != nil, context.chosenTransport == nil, !isPublished,
            selected.selectedTransport?.isSecure == false
        else { return [] }
        var hosts: [Endpoint] = []
        for target in selected.tried {
            guard var endpoint = target.endpoint else { continue }
            endpoint.port = ServerLocator.Transport.tls.defaultPort
            let isNamed = selected.targets.contains { $0.endpoint == endpoint }
            if !isNamed, !hosts.contains(endpoint) { hosts.append(endpoint) }
        }
        let handshakes = await concurrently(Array(hosts.prefix(maximumHosts))) { host in
            await PortLanguageProbe.greet(host, in: context)
        }
        return handshakes.filter(PortLanguageProbe.speaks).map(\.remote)
    }

    private static func measurement(of checks: [TargetCheck], _ unpublished: [Endpoint]) -> Measurement {
        let answered = checks.count { $0.result.isAnswered }
        var facts: [String: Value] = [
            "targets": .list(zip(1..., checks).map { "\($0). \($1.place): \($1.words)" }),
            "target_count": .number(checks.count),
            "answered_targets": .number(answered),
        ]
        facts["dead_services"] = list(deadServices(checks))
        facts["speaks_tls"] = list(checks.filter { $0.speaks == .tls }.map(\.place))
        facts["speaks_plain"] = list(checks.filter { $0.speaks == .plainSIP }.map(\.place))
        facts["unpublished_tls"] = list(unpublished.map(\.description))
        let outcome =
            answered == checks.count ? "answered" : answered > 0 || !checks.allSatisfy(\.isDead) ? "partly" : "none"
        let first = checks.first { $0.speaks != nil } ?? checks.first { $0.isDead }
        let hint = unpublished.first.map { "; \($0) speaks TLS, and no SRV record says so" } ?? ""
        let rest = first.map { "; \($0.place): \($0.words)" } ?? hint
        return Measurement(outcome, "\(answered) of \(checks.count) targets answer\(rest)", facts)
    }

    /// Transports all of whose targets were asked to the end in vain.
    private static func deadServices(_ checks: [TargetCheck]) -> [String] {
        ServerLocator.Transport.allCases.compactMap { transport in
            let own = checks.filter { $0.target.transport == transport }
            guard !own.isEmpty, own.allSatisfy(\.isDead) else { return nil }
            let source = own.first.map { "\($0.target.source)" } ?? ""
            return
                "\(transport.rawValue) (\(source)): \(own.map { "\($0.result.remote) \($0.words)" }.joined(separator: "; "))"
        }
    }

    private static func list(_ texts: [String]) -> Value? { texts.isEmpty ? nil : .list(texts) }
}
