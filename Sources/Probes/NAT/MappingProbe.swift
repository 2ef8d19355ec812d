import DNS
import Diagnosis
import Net
import STUN

/// How the SIP socket looks from outside: asked of every STUN server named, and compared with what the SIP server saw.
package enum MappingProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard !context.settings.stunServers.isEmpty else {
            return Measurement("not_configured", "NAT: no STUN server named (--stun)")
        }
        let named = await STUNServers(of: context)
        guard let first = named.servers.first?.endpoint else {
            return Measurement("timeout", "NAT: the STUN servers have no address", ["servers": .list(named.unresolved)])
        }
        guard case .success(let socket) = context.sockets.socket(toward: first),
            case .success(let local) = context.sockets.source(of: socket, toward: first)
        else { return Measurement("error", "NAT: no socket toward \(first)") }
        let began = context.network.time.now
        let patience = context.patience
        let seen = Task { @NetActor in await view(of: context) }
        let answers = await concurrently(named.servers) { server in
            let exchange = STUNExchange(
                server: server.endpoint, socket: socket, time: context.network.time, patience: patience)
            return Answer(server: server, result: await exchange.run().result)
        }
        if context.isCut(since: began), answers.allSatisfy({ $0.mapped == nil }) {
            return Measurement("skipped", "NAT: the run ended before a STUN server could answer")
        }
        return measurement(of: answers, local, via: await seen.value, unresolved: named.unresolved)
    }

    private struct Answer: Sendable {
        var server: STUNServers.Server
        var result: BindingResult

        var mapped: TransportAddress? {
            if case .mapped(let answer) = result { answer.mapped } else { nil }
        }

        var words: String {
            switch result {
            case .mapped(let answer): "\(server.endpoint): \(answer.mapped)"
            case .errorResponse(let error, _): "\(server.endpoint): error \(error.code) \(error.reason)"
            case .unusable: "\(server.endpoint): an answer that cannot be used"
            case .timedOut: "\(server.endpoint): no answer"
            case .transportError(let text): "\(server.endpoint): \(text)"
            }
        }
    }

    /// What the SIP server saw of the same socket, if the target answers over UDP.
    @NetActor
    private static func view(of context: ProbeContext) async -> Finding? {
        guard context.target != nil, await context.location().targets.first?.transport == .udp else { return nil }
        return await context.run(TestRequest(test: "sip.options"))
    }

    /// Servers inside our own network, or inside the carrier's: they saw a private address, while others saw the way out.
    /// What they saw says nothing about the NAT that those others stand behind.
    private static func inside(_ answers: [Answer]) -> [Answer] {
        guard answers.contains(where: { $0.mapped?.range == .global }) else { return [] }
        return answers.filter { $0.mapped.map { $0.range != .global } ?? false }
    }

    private static func measurement(
        of answers: [Answer], _ local: Endpoint, via: Finding?, unresolved: [String]
    ) -> Measurement {
        let inside = inside(answers)
        let outside = answers.filter { answer in !inside.contains { $0.server.endpoint == answer.server.endpoint } }
        let observations = outside.compactMap { answer in
            TransportAddress(answer.server.endpoint).map { MappingObservation(server: $0, mapped: answer.mapped) }
        }
        guard let own = TransportAddress(local) else { return Measurement("error", "NAT: no local address") }
        let report = MappingReport(local: own, observations: observations)
        var facts: [String: Value] = [
            "local": .text("\(local)"),
            "servers": .list(answers.map(\.words) + unresolved),
            "answered_count": .number(answers.count(where: { $0.mapped != nil })),
        ]
        let mappings = answers.compactMap { $0.mapped?.description }
        if !mappings.isEmpty {
            facts["mapped"] = .list(mappings)
            facts["carrier_grade"] = .flag(answers.contains { $0.mapped?.range == .carrierGrade })
        }
        facts["carrier_grade_local"] = .flag(own.range == .carrierGrade)
        if !inside.isEmpty { facts["inside"] = .list(inside.map(\.words)) }
        facts["port_preserved"] = report.isPortPreserved.map { .flag($0) }
        let comparison = ViaView.compare(via, local: own, mapped: report.mapped)
        facts["via"] = .text(comparison.rawValue)
        let consequence = NATConsequence.of(comparison)
        facts["consequence"] = consequence.map { .text($0) }
        let seen = mappings.joined(separator: ", ") + (consequence.map { "; \($0)" } ?? "")
        let addresses = Set(outside.compactMap { $0.mapped?.bytes })
        switch report.behavior {
        case .noNAT: return Measurement("no_nat", "No NAT: STUN sees the local address \(local)", facts)
        case .endpointIndependentSoFar:
            return Measurement("one_server", "NAT: \(local) is seen as \(seen) (one server only)", facts)
        case .endpointIndependent:
            return Measurement("endpoint_independent", "NAT: the servers outside see \(local) as one: \(seen)", facts)
        case .addressDependent where addresses.count > 1:
            return Measurement("several_addresses", "NAT with several addresses: \(local) is seen as \(seen)", facts)
        case .addressDependent:
            return Measurement("symmetric", "Symmetric NAT: \(local) is seen as \(seen)", facts)
        case .inconclusive:
            return Measurement("one_server", "NAT: the answers do not tell its kind (\(seen))", facts)
        case .blocked: return Measurement("timeout", "NAT: no STUN server answers", facts)
        }
    }
}
