import Foundation
import Synchronization
import Testing

/// Three hosts in a row, made of network namespaces and a kernel that really forwards:
///
///     client 192.168.78.2 ── .1 router 203.0.113.1 ── server 203.0.113.10, .11
///                 fd00:78::2 ── ::1        fd00:113::1 ── fd00:113::10
final class Topology: Sendable {
    enum Host: String, CaseIterable {
        case client, router, server
    }

    let folder: URL
    private let prefix: String
    private let programs = Mutex<[(name: String, program: Running)]>([])
    private static let count = Mutex(0)

    /// Why these tests cannot run here, or nil.
    static let missing: String? = {
        guard getuid() == 0 else { return "needs root for network namespaces" }
        let tools = [
            "ip", "nft", "kamailio", "kamcmd", "nsd", "unbound", "turnserver", "ss", "tshark", "sipp", "baresip",
            "openssl",
        ]
        let paths = ["/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"]
        let absent = tools.filter { tool in !paths.contains { FileManager.default.isExecutableFile(atPath: $0 + tool) }
        }
        return absent.isEmpty ? nil : "needs \(absent.joined(separator: ", ")) (.ci/test installs them)"
    }()

    init() throws {
        let number = Self.count.withLock { count in
            count += 1
            return count
        }
        prefix = "sd\(ProcessInfo.processInfo.processIdentifier)x\(number)"
        folder = FileManager.default.temporaryDirectory.appending(path: prefix)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for host in Host.allCases {
            _ = try? Shell.run(["ip", "netns", "del", name(host)])
            try Shell.need(["ip", "netns", "add", name(host)])
        }
        let (near, far) = ("\(prefix)a", "\(prefix)b")
        try link(near, .client, "\(near)r", .router)
        try link(far, .server, "\(far)r", .router)
        try address(.client, near, ["192.168.78.2/24", "fd00:78::2/64"])
        try address(.router, "\(near)r", ["192.168.78.1/24", "fd00:78::1/64"])
        try address(.router, "\(far)r", ["203.0.113.1/24", "fd00:113::1/64"])
        try address(.server, far, ["203.0.113.10/24", "203.0.113.11/24", "203.0.113.53/24", "fd00:113::10/64"])
        try routes()
        for setting in ["net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1"] {
            try run(.router, ["sysctl", "-qw", setting])
        }
        // Linux sends one ICMP error a second and target; the tests ask faster.
        for host in Host.allCases {
            try run(host, ["sysctl", "-qw", "net.ipv4.icmp_ratelimit=0", "net.ipv6.icmp.ratelimit=0"])
        }
    }

    /// Ends the servers and removes the namespaces.
    func end() {
        let programs = programs.withLock { $0 }
        for (_, program) in programs { program.stop() }
        for host in Host.allCases { _ = try? Shell.run(["ip", "netns", "del", name(host)]) }
        try? FileManager.default.removeItem(at: folder)
    }

    func name(_ host: Host) -> String { prefix + host.rawValue }

    /// Runs a command on a host and throws when it fails.
    func run(_ host: Host, _ command: [String]) throws {
        try Shell.need(["ip", "netns", "exec", name(host)] + command)
    }

    /// What a command that must not fail prints.
    func output(_ host: Host, _ command: [String]) throws -> String {
        let finished = try Shell.run(["ip", "netns", "exec", name(host)] + command)
        guard finished.status == 0 else { throw Shell.Failed(description: "\(command): \(finished.errors)") }
        return finished.output
    }

    /// Runs sipdiag on the client.
    func sipdiag(_ arguments: [String]) throws -> Finished {
        try Shell.run(["ip", "netns", "exec", name(.client), Shell.sipdiag] + arguments)
    }

    /// Starts a program that runs beside the test, until its own end or that of the network.
    func start(_ host: Host, _ command: [String]) throws -> Running {
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
    func firewall(_ host: Host, _ rules: String) throws {
        let file = folder.appending(path: "\(host.rawValue).nft")
        try Data("flush ruleset\n\(rules)\n".utf8).write(to: file)
        try run(host, ["nft", "-f", file.path])
    }

    /// Every firewall open, every route in place, every NAT mapping forgotten.
    func reset() throws {
        for host in Host.allCases { try run(host, ["nft", "flush", "ruleset"]) }
        try routes()
    }

    private func routes() throws {
        try run(.client, ["ip", "route", "replace", "default", "via", "192.168.78.1"])
        try run(.client, ["ip", "-6", "route", "replace", "default", "via", "fd00:78::1"])
        try run(.server, ["ip", "route", "replace", "default", "via", "203.0.113.1"])
        try run(.server, ["ip", "-6", "route", "replace", "default", "via", "fd00:113::1"])
    }

    /// Starts a server on a host and waits until it listens on all of `ports` (`udp:203.0.113.10:5060`).
    @discardableResult
    func serve(_ host: Host, _ command: [String], listens ports: [String]) throws -> Running {
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

    private func link(_ a: String, _ hostA: Host, _ b: String, _ hostB: Host) throws {
        try Shell.need(["ip", "link", "add", a, "netns", name(hostA), "type", "veth", "peer", b, "netns", name(hostB)])
    }

    private func address(_ host: Host, _ interface: String, _ addresses: [String]) throws {
        try run(host, ["ip", "link", "set", "lo", "up"])
        try run(host, ["ip", "link", "set", interface, "up"])
        for address in addresses {
            let nodad = address.contains(":") ? ["nodad"] : []
            try run(host, ["ip", "address", "add", address, "dev", interface] + nodad)
        }
    }
}
