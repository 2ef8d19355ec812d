import Foundation
import Synchronization
import Testing

/// Hosts joined by links, made of network namespaces and a kernel that really forwards. A host's interface is named after
/// the host at the other end.
final class Topology: Sendable {
    let folder: URL
    let plan: TopologyPlan
    private let prefix: String
    private let programs = Mutex<[(name: String, program: Running)]>([])
    private static let count = Mutex(0)

    /// Why these tests cannot run here, or nil.
    static let missing: String? = {
        guard getuid() == 0 else { return "needs root for network namespaces, or .ci/unprivileged" }
        let tools = [
            "ip", "nft", "conntrack", "kamailio", "kamcmd", "nsd", "unbound", "ldns-signzone", "turnserver", "ss",
            "tshark", "sipp", "baresip", "openssl",
        ]
        let paths = ["/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"]
        let absent = tools.filter { tool in !paths.contains { FileManager.default.isExecutableFile(atPath: $0 + tool) }
        }
        return absent.isEmpty ? nil : "needs \(absent.joined(separator: ", ")) (.ci/test installs them)"
    }()

    init(_ plan: TopologyPlan = .threeHosts) throws {
        let number = Self.count.withLock { count in
            count += 1
            return count
        }
        self.plan = plan
        prefix = "sd\(ProcessInfo.processInfo.processIdentifier)x\(number)"
        folder = FileManager.default.temporaryDirectory.appending(path: prefix)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        do {
            try build()
        } catch {
            end()
            throw error
        }
    }

    private func build() throws {
        for host in plan.hosts {
            _ = try? Shell.run(["ip", "netns", "del", name(host)])
            try Shell.need(["ip", "netns", "add", name(host)])
        }
        for link in plan.links { try join(link) }
        for host in plan.hosts {
            // Linux sends one ICMP error a second and target; the tests ask faster.
            var settings = ["net.ipv4.icmp_ratelimit=0", "net.ipv6.icmp.ratelimit=0"]
            if plan.routers.contains(host) {
                settings += ["net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1"]
            }
            try run(host, ["sysctl", "-qw"] + settings)
        }
        try routes()
    }

    /// Ends the servers and removes the namespaces.
    func end() {
        let programs = programs.withLock { $0 }
        for (_, program) in programs { program.stop() }
        for host in plan.hosts { _ = try? Shell.run(["ip", "netns", "del", name(host)]) }
        try? FileManager.default.removeItem(at: folder)
    }

    func name(_ host: TopologyPlan.Host) -> String { prefix + host.rawValue }

    /// Runs a command on a host and throws when it fails.
    func run(_ host: TopologyPlan.Host, _ command: [String]) throws {
        try Shell.need(["ip", "netns", "exec", name(host)] + command)
    }

    /// What a command that must not fail prints.
    func output(_ host: TopologyPlan.Host, _ command: [String]) throws -> String {
        let finished = try Shell.run(["ip", "netns", "exec", name(host)] + command)
        guard finished.status == 0 else { throw Shell.Failed(description: "\(command): \(finished.errors)") }
        return finished.output
    }

    /// Runs sipdiag on the client.
    func sipdiag(_ arguments: [String]) throws -> Finished {
        try Shell.run(["ip", "netns", "exec", name(.client), Shell.sipdiag] + arguments)
    }

    /// Starts a program that runs beside the test, until its own end or that of the network.
    func start(_ host: TopologyPlan.Host, _ command: [String]) throws -> Running {
        try programs.withLock { programs in
            let log = folder.appending(path: "\(programs.count).log").path
            let program = try Shell.start(["ip", "netns", "exec", name(host)] + command, log: log)
            programs.append((command[0], program))
            return program
        }
    }

    /// What a program has printed so far.
    func said(by name: String) -> String {
        programs.withLock { $0 }.filter { $0.name == name }.map(\.program.said).joined()
    }

    /// Loads an nftables ruleset on a host, in place of what was there.
    func firewall(_ host: TopologyPlan.Host, _ rules: String) throws {
        let file = folder.appending(path: "\(host.rawValue).nft")
        try Data("flush ruleset\n\(rules)\n".utf8).write(to: file)
        try run(host, ["nft", "-f", file.path])
    }

    /// Every firewall open, every route in place, every NAT mapping forgotten.
    func reset() throws {
        for host in plan.hosts { try run(host, ["nft", "flush", "ruleset"]) }
        try routes()
    }

    /// Every address, route and link as at the start.
    func restore() throws {
        for host in plan.hosts {
            for type in ["unreachable", "prohibit", "blackhole"] {
                for family in ["-4", "-6"] { try run(host, ["ip", family, "route", "flush", "type", type]) }
            }
        }
        for link in plan.links {
            for (end, other) in [(link.a, link.b), (link.b, link.a)] {
                try run(end.host, ["ip", "address", "flush", "dev", other.host.rawValue, "scope", "global"])
                try run(end.host, ["ip", "link", "set", "dev", other.host.rawValue, "up", "mtu", "1500"])
                try address(end, toward: other)
            }
        }
        try routes()
    }

    private func routes() throws {
        for (host, routes) in plan.routes {
            for route in routes {
                let family = route.contains { $0.contains(":") } ? ["-6"] : []
                try run(host, ["ip"] + family + ["route", "replace"] + route)
            }
        }
    }

    /// Starts a server on a host and waits until it listens on all of `ports` (`udp:203.0.113.10:5060`).
    @discardableResult
    func serve(_ host: TopologyPlan.Host, _ command: [String], listens ports: [String]) throws -> Running {
        let server = try start(host, command)
        for _ in 0..<2000 {
            let sockets = try Shell.run(["ip", "netns", "exec", name(host), "ss", "-Hlnut"]).output
            let open = sockets.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
                .filter { $0.count > 4 }.map { "\($0[0]):\($0[4])" }
            if Set(ports).isSubset(of: open) { return server }
        }
        throw Shell.Failed(description: "\(command[0]) does not listen on \(ports): \(server.said.suffix(2000))")
    }

    /// A file of the servers' own.
    func write(_ name: String, _ text: String) throws -> String {
        let file = folder.appending(path: name)
        try Data("\(text)\n".utf8).write(to: file)
        return file.path
    }

    private func join(_ link: TopologyPlan.Link) throws {
        let (a, b) = (link.a, link.b)
        try Shell.need(
            ["ip", "link", "add", "name", b.host.rawValue, "netns", name(a.host), "type", "veth"]
                + ["peer", "name", a.host.rawValue, "netns", name(b.host)])
        for (end, other) in [(a, b), (b, a)] {
            try run(end.host, ["ip", "link", "set", "dev", "lo", "up"])
            try run(end.host, ["ip", "link", "set", "dev", other.host.rawValue, "up"])
            try address(end, toward: other)
        }
    }

    private func address(_ end: TopologyPlan.End, toward other: TopologyPlan.End) throws {
        for address in end.addresses {
            let nodad = address.contains(":") ? ["nodad"] : []
            try run(end.host, ["ip", "address", "add", address, "dev", other.host.rawValue] + nodad)
        }
    }
}
