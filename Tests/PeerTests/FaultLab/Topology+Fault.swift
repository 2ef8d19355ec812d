import Foundation

/// A case put into a network, and taken out again.
extension Topology {
    /// Why the case cannot be run here, or nil.
    func lacks(_ fault: FaultCase) throws -> String? {
        guard fault.nat.values.contains(where: { $0.contains { $0.hasPrefix("alg") } }) else { return nil }
        let file = FaultCase.folder.appending(path: "nat/alg.nft").path
        let check = try Shell.run(["ip", "netns", "exec", name(.client), "nft", "-c", "-f", file])
        return check.status == 0 ? nil : "this kernel has no SIP helper"
    }

    /// - Returns: what takes it out.
    func apply(_ fault: FaultCase) throws -> () -> Void {
        var undo: [() throws -> Void] = []
        let takeOut = {
            for step in undo.reversed() { try? step() }
        }
        do {
            for host in plan.hosts {
                let rules = try rules(of: fault, on: host)
                guard !rules.isEmpty else { continue }
                undo.append { try self.forget(host) }
                try firewall(host, rules)
            }
            for (host, settings) in fault.sysctls {
                let keys = settings.compactMap { $0.split(separator: "=").first.map(String.init) }
                let former = try output(host, ["sysctl", "-e"] + keys).split(separator: "\n")
                    .map { String($0).replacing(" = ", with: "=") }
                undo.append { try self.run(host, ["sysctl", "-qw"] + former) }
                try run(host, ["sysctl", "-qw"] + settings)
            }
            for (host, commands) in fault.commands {
                undo.append { try self.restore() }
                for command in commands {
                    try run(host, filledIn(command).split(separator: " ").map(String.init))
                }
            }
            for server in fault.servers {
                let program = try start(server)
                undo.append { program.stop() }
            }
        } catch {
            takeOut()
            throw error
        }
        return takeOut
    }

    /// How many packets have left the client since its rules were loaded.
    func packetsSent() throws -> Int {
        let words = try output(.client, ["nft", "list", "counter", "inet", "lab", "sent"])
            .split(whereSeparator: \.isWhitespace)
        guard let place = words.firstIndex(of: "packets"), let packets = Int(words[place + 1]) else { return 0 }
        return packets
    }

    func filledIn(_ text: String) -> String {
        text.replacing("{folder}", with: folder.path)
            .replacing("{now}", with: Date.now.ISO8601Format())
            .replacing("{fixtures}", with: FaultCase.folder.deletingLastPathComponent().path + "/Fixtures")
    }

    private func rules(of fault: FaultCase, on host: TopologyPlan.Host) throws -> String {
        var tables = fault.rulesets[host] ?? []
        for kind in fault.nat[host] ?? [] {
            tables.append(try String(contentsOf: FaultCase.folder.appending(path: "nat/\(kind).nft"), encoding: .utf8))
        }
        if let rules = fault.firewall[host] {
            let hook = host == .client ? "output" : plan.routers.contains(host) ? "forward" : "input"
            let lines = rules.joined(separator: "\n")
            tables.append("table inet filter { chain c { type filter hook \(hook) priority 0;\n\(lines)\n}; }")
        }
        if host == .client {
            tables.append(
                """
                table inet lab {
                    counter sent { }
                    chain out { type filter hook postrouting priority 500; oifname != "lo" counter name sent; }
                }
                """)
        }
        return tables.joined(separator: "\n")
    }

    /// No rules, no connections, nothing learned about the path.
    private func forget(_ host: TopologyPlan.Host) throws {
        try run(
            host,
            [
                "sh", "-c",
                "nft flush ruleset; conntrack -F 2>/dev/null; ip route flush cache; ip -6 route flush cache;"
                    + " ip neigh flush all",
            ])
    }
}
