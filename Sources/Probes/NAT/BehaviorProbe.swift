import Diagnosis
import Net
import STUN

/// How a NAT maps and filters, by the tests of RFC 5780, at the first STUN server that offers them and can be believed.
/// Two fresh sockets: what the mapping tests send would open doors that the filtering tests look at.
package enum BehaviorProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard !context.settings.stunServers.isEmpty else {
            return Measurement("not_configured", "NAT behaviour: no STUN server named (--stun)")
        }
        let servers = await STUNServers(of: context).servers.map(\.endpoint)
        guard let first = servers.first else {
            return Measurement("timeout", "NAT behaviour: the STUN servers have no address")
        }
        guard let bench = BehaviorBench(toward: first, in: context) else {
            return Measurement("error", "NAT behaviour: no socket toward \(first)")
        }
        defer { bench.close() }
        let began = context.network.time.now
        let answers = await concurrently(servers) { server in (server, await bench.ask(server, from: bench.mapping)) }
        if context.isCut(since: began) { return Measurement("skipped", "NAT behaviour: the run ended before") }
        var reasons: [String] = []
        for (server, answer) in answers {
            guard case .mapped(let answer) = answer.result, let address = TransportAddress(server) else { continue }
            switch BehaviorOffer(of: answer, from: address) {
            case .usable(let other):
                return await measure(server, other, answer, on: bench)
            case .none: reasons.append("\(server) has no second address")
            case .unbelievable(let reason): reasons.append("\(server): \(reason)")
            }
        }
        guard !reasons.isEmpty else { return Measurement("timeout", "NAT behaviour: no STUN server answers") }
        return Measurement(
            "unsupported", "NAT behaviour: no STUN server offers the tests of RFC 5780", ["doubts": .list(reasons)])
    }

    @NetActor
    private static func measure(
        _ server: Endpoint, _ other: TransportAddress, _ answer: BindingAnswer, on bench: BehaviorBench
    ) async -> Measurement {
        guard let second = Endpoint(other), let local = TransportAddress(bench.local) else {
            return Measurement("error", "NAT behaviour: no address")
        }
        let otherAddress = Task { @NetActor in
            await bench.ask(Endpoint(second.address, port: server.port), from: bench.mapping)
        }
        let otherPort = Task { @NetActor in await bench.ask(second, from: bench.mapping) }
        let samePlace = Endpoint(server.address, port: second.port)
        let firstOnOtherPort = Task { @NetActor in await bench.ask(samePlace, from: bench.mapping) }
        let both = Task { @NetActor in
            await bench.change(server, ChangeRequest(changeIP: true, changePort: true), answeringFrom: second)
        }
        let port = Task { @NetActor in
            await bench.change(server, ChangeRequest(changeIP: false, changePort: true), answeringFrom: samePlace)
        }
        let hairpin = Task { @NetActor in await bench.comesBack(from: answer.mapped) }
        let report = BehaviorReport(
            local: local, first: answer.mapped, otherAddress: await otherAddress.value.mapped,
            otherPort: await otherPort.value.mapped, firstOnOtherPort: await firstOnOtherPort.value.mapped,
            changedBoth: await both.value, changedPort: await port.value)
        var facts: [String: Value] = [
            "server": .text("\(server)"),
            "other": .text("\(other)"),
            "local": .text("\(bench.local)"),
            "mapped": .text("\(answer.mapped)"),
            "mapping": .text(report.mapping.rawValue),
            "filtering": .text(report.filtering.rawValue),
            "payload_rewritten": .flag(answer.isPayloadRewritten),
        ]
        facts["mapped_other"] = report.otherAddress.map { .text("\($0)") }
        facts["doubts"] = report.doubt.map { .list([$0]) }
        // A packet that a filter kept out says nothing of a way back.
        let isBack = await hairpin.value
        if report.mapping != .noNAT, isBack || report.filtering == .endpointIndependent {
            facts["hairpin"] = .flag(isBack)
        }
        let consequence = NATConsequence.of(report.mapping, report.filtering)
        facts["consequence"] = .text(consequence)
        return Measurement(report.mapping.rawValue, "NAT behaviour: \(report.words): \(consequence)", facts)
    }
}

extension BehaviorReport {
    fileprivate var words: String {
        let maps =
            switch mapping {
            case .noNAT: "no NAT"
            case .endpointIndependent: "one mapping for all destinations"
            case .addressDependent: "another mapping for each address"
            case .addressAndPortDependent: "another mapping for each address and port"
            case .inconclusive: "the answers do not tell how it maps"
            }
        let filters =
            switch filtering {
            case .endpointIndependent: "lets anybody in"
            case .addressDependent: "lets in whose address was sent to"
            case .addressAndPortDependent: "lets in whose address and port was sent to"
            case .inconclusive: "whom it lets in is not known (\(doubt ?? ""))"
            }
        return "\(maps), \(filters)"
    }
}
