import DNS
import Net

/// What the resolver, and this host's own files, do to the answers on their way to programs.
@NetActor
struct ResolverAudit {
    let context: ProbeContext

    private static let maximumQuestions = 4
    private static let maximumSearched = 3
    private static let patienceMs = 2000

    func remarks(_ domain: DomainName, _ location: Location) async -> [Remark] {
        let steps = location.steps
        async let lost = lost(steps)
        async let deafness = deafness(domain)
        async let hosts = hosts(steps)
        async let searched = searched(domain, location)
        return await lost + deafness + hosts + searched
            + Self.multicast(domain) + Self.ways(steps) + unroutable(location)
    }

    /// How questions are lost: tried once more over TCP.
    private func lost(_ steps: [Location.Step]) async -> [Remark] {
        let lost = steps.filter { $0.result.outcome == .timeout && !$0.question.type.isAddress }
        guard lost.count < steps.count else { return [] }
        return await concurrently(Array(lost.prefix(Self.maximumQuestions))) { step in
            let again = await context.dns.askAnew(step.question, within: patienceMs) { $0.useTCP = true }
            let how =
                again.outcome != .timeout
                ? "the resolver answers over TCP, and not over UDP, which phones use"
                : "the resolver answers neither over UDP nor over TCP"
            return Remark(.defect, "\(step.question): \(how)")
        }
    }

    /// A query with EDNS alone, where others were answered only without.
    private func deafness(_ domain: DomainName) async -> [Remark] {
        guard context.dns.answeredPlainly > 0 else { return [] }
        // Twice: one lost datagram is chance.
        let again = await concurrently([RecordType.a, .aaaa]) { type in
            await context.dns.askAnew(DNSQuestion(domain, type), within: patienceMs) {
                ($0.edns, $0.attempts) = (true, 1)
            }
        }
        guard again.allSatisfy({ $0.outcome == .timeout }) else { return [] }
        return [Remark(.defect, "the resolver answers only queries without EDNS (RFC 6891)")]
    }

    private func hosts(_ steps: [Location.Step]) async -> [Remark] {
        let own = steps.filter { $0.result.fromHostsFile && !$0.result.records.isEmpty }
        return await concurrently(Array(own.prefix(Self.maximumQuestions))) { step in
            let real = await context.dns.askAnew(step.question, within: patienceMs)
            let isSame = Set(real.records.map(\.data)) == Set(step.result.records.map(\.data))
            let rest =
                isSame ? "as DNS does" : "DNS says \(real.outcome): programs of this host and phones go different ways"
            return Remark(
                isSame ? .info : .hint, "\(step.question): this host's hosts file says \(step.result.outcome), \(rest)")
        }
    }

    /// Programs append the domains of the search list to a name that they do not find, and to one without a dot.
    private func searched(_ domain: DomainName, _ location: Location) async -> [Remark] {
        guard location.failure != nil || domain.labels.count == 1 else { return [] }
        let names = context.searchList.prefix(Self.maximumSearched).compactMap { suffix in
            (try? DomainName(suffix)).flatMap { DomainName(wire: domain.wire.dropLast() + $0.wire) }
        }
        let found = await concurrently(Array(names)) { name in
            (name, await context.dns.askAnew(DNSQuestion(name, .a), within: patienceMs))
        }
        return found.filter { !$0.1.records.isEmpty }.map { name, result in
            Remark(
                .hint,
                "this host's search list makes \(name) of \(domain), and that is \(result.outcome): programs go there, "
                    + "sipdiag and phones do not")
        }
    }

    private static func multicast(_ domain: DomainName) -> [Remark] {
        guard domain.labels.last.map({ String(decoding: $0, as: UTF8.self).lowercased() }) == "local" else { return [] }
        return [
            Remark(.hint, "many hosts ask for names below .local by multicast (RFC 6762); sipdiag asks the resolver")
        ]
    }

    private var patienceMs: Int { min(Self.patienceMs, context.settings.timeoutMs) }

    /// The host has no IPv6, and the name nothing else.
    private func unroutable(_ location: Location) -> [Remark] {
        let endpoints = location.tried.compactMap(\.endpoint)
        guard !endpoints.isEmpty, endpoints.allSatisfy(\.address.isIPv6) else { return [] }
        let isStranded = endpoints.allSatisfy { endpoint in
            if case .success = context.network.sourceAddress(toward: endpoint) { false } else { true }
        }
        return isStranded
            ? [Remark(.defect, "the name has IPv6 addresses only, and this host has no route to them")] : []
    }

    /// What the replies themselves show.
    static func ways(_ steps: [Location.Step]) -> [Remark] {
        var remarks: [Remark] = []
        let asked = steps.filter { !$0.result.fromHostsFile }
        for step in asked where step.result.truncated && step.result.outcome != .timeout {
            remarks.append(
                Remark(
                    .hint,
                    "\(step.question): the answer does not fit into UDP; a phone that asks over UDP only misses it"))
        }
        let blocked = asked.filter { $0.result.extendedErrors.contains { (15...18).contains($0.code) } }
        for step in blocked.prefix(maximumQuestions) {
            let error = step.result.extendedErrors.first { (15...18).contains($0.code) }
            remarks.append(
                Remark(.defect, "\(step.question): the resolver says that it blocks the name (\(error?.purpose ?? ""))")
            )
        }
        let strays = asked.reduce(0) { $0 + $1.result.strays }
        if strays > 0 {
            remarks.append(
                Remark(
                    .hint, "\(strays) DNS replies belonged to no question: something else answers too, or answers late")
            )
        }
        return remarks
    }
}
