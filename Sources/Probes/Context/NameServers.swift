package import DNS
package import Net

/// Which name servers are asked, and what the hosts file says before them.
package struct NameServers: Sendable {
    package var servers: [Endpoint]
    package var hosts = HostsFile()
    package var warnings: [String] = []
    /// Domains that programs of this host append to a name that does not exist.
    package var search: [String] = []
    private var attempts = 2

    /// The servers that the person named; no file of the system has a say.
    package init(_ servers: [Endpoint]) {
        self.servers = servers
    }

    /// Those of this host: `/etc/hosts`, then the servers of `/etc/resolv.conf`.
    package static func ofSystem() -> NameServers {
        let configuration = ResolverConfiguration.parse(text(of: "/etc/resolv.conf"))
        let servers = configuration.nameservers.compactMap { server in
            Endpoint(
                "[\(server.address)\(server.scope.map { "%\($0)" } ?? "")]:\(server.port)")
                ?? Endpoint("\(server.address):\(server.port)")
        }
        var result = NameServers(servers)
        result.attempts = configuration.options.attempts
        result.warnings = configuration.warnings.map { "/etc/resolv.conf \($0)" }
        result.search = configuration.search
        result.hosts = HostsFile.parse(text(of: "/etc/hosts"))
        return result
    }

    /// Every server gets its turns within the patience for one exchange.
    func policy(within timeoutMs: Int) -> QueryPolicy {
        var policy = QueryPolicy()
        policy.attempts = attempts
        policy.totalMilliseconds = timeoutMs
        policy.exchangeMilliseconds = max(200, timeoutMs / max(1, servers.count * attempts))
        return policy
    }

    private static func text(of path: String) -> String {
        (try? FileReader.read(path, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
