import DNS
import Diagnosis
import Net

/// The facts of a location, as the row of `dns.locate` names them.
struct LocateFacts {
    private let location: Location
    private let servers: [Endpoint]

    init(_ location: Location, servers: [Endpoint]) {
        self.location = location
        self.servers = servers
    }

    var values: [String: Value] {
        var facts: [String: Value] = [:]
        facts["transport"] = location.selectedTransport.map { .text($0.rawValue) }
        facts["steps"] = list(location.steps.map(\.description))
        facts["published"] = list(location.published.filter { !$0.isRefused }.map(\.transport.rawValue))
        facts["aliases"] = list(aliases)
        facts["unresolvable"] = list(unresolvable)
        facts["dangling"] = list(dangling)
        facts["cut_short"] = list(cutShort)
        facts["warnings"] = list(warnings)
        facts["resolver"] = resolver.map { .text($0) }
        facts["resolver_icmp"] = refusals.last { $0.hasPrefix(Self.icmp) }.map { .text(String($0.dropFirst(5))) }
        facts["resolver_unsent"] = refusals.last { !$0.hasPrefix(Self.icmp) }.map { .text($0) }
        facts["lost"] = list(location.steps.filter { $0.result.outcome == .timeout }.map { "\($0.question)" })
        facts["ede"] = extendedErrors.map { .text($0) }
        guard !location.targets.isEmpty else { return facts }
        facts["source"] = .text(source)
        facts["target_count"] = .number(location.targets.count)
        facts["targets"] = .list(location.targets.map(describe))
        facts["families"] = .text(families)
        return facts
    }

    private func list(_ texts: [String]) -> Value? { texts.isEmpty ? nil : .list(texts) }

    private var source: String {
        guard let first = location.targets.first else { return "address" }
        switch first.source {
        case .literal: return "literal"
        case .srv: if case .naptr? = location.selection { return "naptr" } else { return "srv" }
        case .address:
            let step = location.steps.last { $0.question.type == .a || $0.question.type == .aaaa }
            return step?.result.fromHostsFile == true ? "hosts" : "address"
        }
    }

    private var families: String {
        let kinds = Set(location.targets.map(\.address.family))
        return kinds.count > 1 ? "both" : kinds.contains(.ipv4) ? "ipv4" : "ipv6"
    }

    private func describe(_ target: Location.Target) -> String {
        let place = target.endpoint.map { "\($0)" } ?? "\(target.address):\(target.port)"
        let host = target.host.map { " (\($0), \(target.source))" } ?? ""
        let order = target.priority.map { " priority \($0) weight \(target.weight ?? 0)" } ?? ""
        return "\(place) \(target.transport.rawValue)\(host)\(order)"
    }

    private var aliases: [String] {
        location.problems.compactMap { if case .srvTargetAlias(let name) = $0 { "\(name) is an alias" } else { nil } }
    }

    private var unresolvable: [String] {
        location.problems.compactMap { if case .targetUnresolvable(let name) = $0 { "\(name)" } else { nil } }
    }

    private var dangling: [String] {
        location.problems.compactMap { if case .naptrDangling(let name) = $0 { "\(name)" } else { nil } }
    }

    /// Answers that did not fit into UDP, and of which TCP did not give the rest.
    private var cutShort: [String] {
        location.steps.filter { step in
            let isCut = step.result.message?.flags.contains(.truncated) == true
            return step.result.truncated && (step.result.outcome == .timeout || isCut)
        }.map { "\($0.question)" }
    }

    private var warnings: [String] {
        location.problems.compactMap { problem in
            switch problem {
            case .srvTargetAlias, .targetUnresolvable, .resolverFailed: nil
            case .naptrDiscarded(let record, let fault): "NAPTR \(record.services) passed over: \(fault)"
            case .naptrDangling(let name): "NAPTR leads to \(name), which has no SRV records"
            case .naptrUnusable: "there are NAPTR records for SIP, and none that sipdiag can use"
            case .transportRefused(let transport): "the domain declares that it offers no \(transport.rawValue)"
            case .aliasDangling(let question, let name):
                "\(question): the alias leads to \(name), and nowhere from there"
            case .answerTruncated(let question): "\(question): the answer was cut, and TCP did not give the rest"
            case .contradictoryNXDOMAIN(let question): "\(question): NXDOMAIN, while the name has other records"
            case .targetLimit(let listed, let tried): "\(listed) addresses are listed, \(tried) are tried"
            case .queryLimit: "more questions than one lookup may ask"
            }
        }
    }

    /// The step that failed, or the last one.
    private var decisive: Location.Step? {
        guard case .resolver(let question, _)? = location.failure else { return location.steps.last }
        return location.steps.last { $0.question == question }
    }

    private var resolver: String? {
        guard let result = decisive?.result, !result.fromHostsFile else { return nil }
        if let server = result.server, servers.indices.contains(server) { return "\(servers[server])" }
        let asked = servers.map(\.description).joined(separator: ", ")
        return asked.isEmpty ? "no name server is configured" : asked
    }

    /// How the words for an ICMP error begin; those for what this host itself refused to send do not.
    private static let icmp = "ICMP "

    private var refusals: [String] {
        decisive?.result.verdicts.compactMap { verdict in
            if case .refusedByICMP(let words) = verdict.kind { words } else { nil }
        } ?? []
    }

    private var extendedErrors: String? {
        let errors = decisive?.result.extendedErrors ?? []
        let words = errors.map { error in
            [error.purpose ?? "code \(error.code)", error.text].filter { !$0.isEmpty }.joined(separator: ": ")
        }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }
}
