import Net

/// The STUN servers that the person named, with their addresses.
struct STUNServers: Sendable {
    struct Server: Sendable {
        var place: HostPort
        var endpoint: Endpoint
    }

    private(set) var servers: [Server] = []
    /// Those without an address.
    let unresolved: [String]

    /// RFC 8489 §14: the port of STUN.
    private static let defaultPort: UInt16 = 3478
    private static let maximum = 4

    /// All of the family of the first: one socket has one mapping to compare. Two addresses of one server tell as much as
    /// two servers.
    @NetActor
    init(of context: ProbeContext) async {
        var unresolved: [String] = []
        for place in context.settings.stunServers.prefix(Self.maximum) {
            let found = await context.resolve(place, defaultPort: Self.defaultPort)
            let family = servers.first?.endpoint.address.isIPv6
            let usable = found.filter { $0.address.isIPv6 == family ?? found[0].address.isIPv6 }.prefix(2)
            if usable.isEmpty { unresolved.append("\(place): no address") }
            for endpoint in usable where !servers.contains(where: { $0.endpoint == endpoint }) {
                servers.append(Server(place: place, endpoint: endpoint))
            }
        }
        servers = Array(servers.prefix(Self.maximum))
        self.unresolved = unresolved
    }
}
