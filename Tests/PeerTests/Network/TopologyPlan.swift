/// Which hosts there are, how they are joined, and which way packets go.
struct TopologyPlan: Sendable {
    struct Host: RawRepresentable, Hashable, Sendable {
        var rawValue: String

        static let client = Host(rawValue: "client")
        static let router = Host(rawValue: "router")
        static let server = Host(rawValue: "server")
    }

    struct End: Sendable {
        var host: Host
        /// With their prefix lengths.
        var addresses: [String]
    }

    struct Link: Sendable {
        var a: End
        var b: End
    }

    var routers: Set<Host>
    var links: [Link]
    /// What follows `ip route replace`.
    var routes: [Host: [[String]]]

    /// In the order of the links.
    var hosts: [Host] {
        links.flatMap { [$0.a.host, $0.b.host] }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Three hosts in a row:
    ///
    ///     client 192.168.78.2 ── .1 router 203.0.113.1 ── server 203.0.113.10, .11
    ///                 fd00:78::2 ── ::1        fd00:113::1 ── fd00:113::10
    static let threeHosts = TopologyPlan(
        routers: [.router],
        links: [
            Link(
                a: End(host: .client, addresses: ["192.168.78.2/24", "fd00:78::2/64"]),
                b: End(host: .router, addresses: ["192.168.78.1/24", "fd00:78::1/64"])),
            Link(
                a: End(host: .router, addresses: ["203.0.113.1/24", "fd00:113::1/64"]),
                b: End(
                    host: .server,
                    addresses: ["203.0.113.10/24", "203.0.113.11/24", "203.0.113.53/24", "fd00:113::10/64"])),
        ],
        routes: [
            .client: [["default", "via", "192.168.78.1"], ["default", "via", "fd00:78::1"]],
            .server: [["default", "via", "203.0.113.1"], ["default", "via", "fd00:113::1"]],
        ])
}
