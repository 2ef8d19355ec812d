import DNS
import Net

/// What the name servers of one zone say of themselves.
struct ZoneSurvey: Sendable {
    struct Server: Sendable {
        let name: DomainName
        let endpoint: Endpoint
        let standing: NameServerStanding
    }

    let zone: DomainName
    var servers: [Server] = []
    /// The serial number of the SOA record that the resolver has.
    var resolverSerial: UInt32?
    /// The NS records as the resolver has them, as a rule the zone's own; nil where it has none.
    var own: [DomainName]?
    /// Those in the zone above, which lead resolvers here; nil where nobody could be asked.
    var parents: [DomainName]?

    /// One server for each serial number, those first that answered first.
    var speakers: [Server] {
        var serials: Set<UInt32> = []
        return servers.filter { server in
            if case .serves(let serial) = server.standing { serials.insert(serial).inserted } else { false }
        }
    }

    /// Servers that replied and do not serve the zone.
    var lame: [Server] { servers.filter { $0.standing.isReply && !$0.standing.serves } }

    /// Servers of which no address answers.
    var mute: [Server] {
        servers.filter { server in
            servers.filter { $0.name == server.name }.allSatisfy { !$0.standing.isReply }
        }
    }

    /// What the resolver knows of the zone is from before its last change.
    var isResolverBehind: Bool {
        guard let old = resolverSerial else { return false }
        return servers.contains { $0.standing.serial.map { SerialNumber.isOlder(old, than: $0) } ?? false }
    }

    /// A query that must die at the first router was answered.
    var isAnsweredNearby = false

    /// Something on the way answers in the place of all servers: they all speak as a resolver does, or from too near.
    var isIntercepted: Bool {
        isAnsweredNearby || !servers.isEmpty && servers.allSatisfy { $0.standing == .recurses }
    }
}

/// Finds the zone of a name and asks each of its name servers whether it serves it. What it must know on the way it asks
/// the resolver.
@NetActor
struct ZoneSurveyor {
    let context: ProbeContext
    /// The end of all of it.
    let end: Instant

    /// Name servers that are asked, and addresses of each (one an address family).
    private static let maximumServers = 6
    private static let maximumParents = 2
    /// For one question to the resolver, milliseconds.
    private static let resolverMs = 2000
    /// For one question to a server of the zone: one that needs longer is as good as dead.
    private static let serverMs = 1500
    private static let nearbyMs = 600
    /// A server that is left less time than this, milliseconds, cannot be blamed for its silence.
    private static let fairMs = 400

    private var leftMs: Int { Int(end.milliseconds(since: context.network.time.now)) }

    /// Nil where the resolver does not say what zone the name is in.
    func survey(_ name: DomainName) async -> ZoneSurvey? {
        let asked = await resolve(DNSQuestion(name, .soa))
        guard let zone = asked.zone(of: name) else { return await fromAbove(name) }
        let delegation = Task { await self.delegation(of: zone) }
        let own = Referral(await resolve(DNSQuestion(zone, .ns)), of: zone).map { $0.servers.map(\.name) }
        var survey = ZoneSurvey(zone: zone)
        survey.own = own
        survey.resolverSerial = asked.serial
        survey.servers = await ask((own ?? []).map { Referral.Server(name: $0) }, zone)
        if let above = await delegation.value, above.zone == zone {
            survey.parents = above.servers.map(\.name)
            survey.servers += await ask(above.servers.filter { own?.contains($0.name) != true }, zone)
        }
        return survey
    }

    /// The resolver fails for the name, or says nothing of its zone (local data): the zone above says who is to serve it,
    /// or is its zone. Domains at the top are left in peace.
    private func fromAbove(_ name: DomainName) async -> ZoneSurvey? {
        guard let above = await delegation(of: name) else {
            return name.parent.labels.count > 1 && leftMs >= Self.fairMs ? await survey(name.parent) : nil
        }
        var survey = ZoneSurvey(zone: above.zone)
        survey.parents = above.servers.map(\.name)
        survey.servers = await ask(above.servers, above.zone)
        return survey
    }

    /// Who serves a zone by the word of the zone above it. The root's servers are left in peace.
    private func delegation(of name: DomainName) async -> Referral? {
        let above = name.parent
        guard !above.isRoot, let parent = await resolve(DNSQuestion(above, .soa)).zone(of: above), !parent.isRoot,
            let servers = Referral(await resolve(DNSQuestion(parent, .ns)), of: parent)?.servers
        else { return nil }
        let endpoints = await addresses(of: Array(servers.prefix(Self.maximumParents)))
        for (_, endpoint) in endpoints.prefix(Self.maximumParents) {
            let answer = await askServer(DNSQuestion(name, .ns), at: endpoint)
            if let referral = Referral(answer, of: name, below: parent) { return referral }
        }
        return nil
    }

    /// Whether a query to a server of the zone is answered that no router may pass on. A server on this host's own link may
    /// answer it; so it is for zones that no server serves.
    func isAnsweredNearby(_ survey: ZoneSurvey) async -> Bool {
        guard survey.speakers.isEmpty, let server = survey.servers.first(where: { $0.standing.isReply }) else {
            return false
        }
        let answer = await context.dns.askAnew(
            DNSQuestion(survey.zone, .soa), at: server.endpoint, within: min(Self.nearbyMs, leftMs), hopLimit: 1)
        return NameServerStanding(answer, zone: survey.zone).isReply
    }

    private func ask(_ servers: [Referral.Server], _ zone: DomainName) async -> [ZoneSurvey.Server] {
        let places = await addresses(of: Array(servers.prefix(Self.maximumServers)))
        guard leftMs >= Self.fairMs else { return [] }
        return await concurrently(places) { name, endpoint in
            let answer = await askServer(DNSQuestion(zone, .soa), at: endpoint)
            return ZoneSurvey.Server(
                name: name, endpoint: endpoint, standing: NameServerStanding(answer, zone: zone))
        }
    }

    /// One address of each family that this host has a route to: the glue, else what the resolver knows.
    private func addresses(of servers: [Referral.Server]) async -> [(name: DomainName, endpoint: Endpoint)] {
        let found = await concurrently(servers) { server in
            var addresses = server.addresses
            if addresses.isEmpty {
                let results = await concurrently([RecordType.a, .aaaa]) { await resolve(DNSQuestion(server.name, $0)) }
                addresses = results.flatMap(\.records).compactMap { record in
                    if case .address(let address) = record.data { address } else { nil }
                }
            }
            let families = [DNSAddress.Family.ipv4, .ipv6].compactMap { family in
                addresses.first { $0.family == family }
            }
            return families.compactMap { address in endpoint(address).map { (name: server.name, endpoint: $0) } }
        }
        return found.flatMap(\.self)
    }

    private func endpoint(_ address: DNSAddress) -> Endpoint? {
        guard let address = IPAddress(bytes: address.bytes), !address.isUnspecified else { return nil }
        // Servers at loopback addresses belong to a lab on this host: they have the port of its resolver.
        let port = address.isLoopback ? context.dns.servers.first?.port : nil
        let endpoint = Endpoint(address, port: port ?? 53)
        guard case .success = context.network.sourceAddress(toward: endpoint) else { return nil }
        return endpoint
    }

    private func resolve(_ question: DNSQuestion) async -> QueryResult {
        await context.dns.askAnew(question, within: min(Self.resolverMs, leftMs))
    }

    func askServer(_ question: DNSQuestion, at server: Endpoint) async -> QueryResult {
        await context.dns.askAnew(question, at: server, within: min(Self.serverMs, leftMs))
    }
}
