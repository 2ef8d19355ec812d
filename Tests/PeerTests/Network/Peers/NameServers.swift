import Foundation

/// Name servers and resolvers: each configuration is written here alone.
extension Topology {
    /// NSD serves the zone on 203.0.113.53 port 5353, Unbound resolves it on port 53.
    func startNameServers(zone: String) throws {
        try startNSD(on: "203.0.113.53", port: 5353, zones: ["example.test": zone])
        try startUnbound(modules: "iterator", stub: "example.test", at: "203.0.113.53@5353")
    }

    /// NSD on an address that the server has.
    /// - Parameter zones: by name, the zone files.
    @discardableResult
    func startNSD(on address: String, port: Int = 53, zones: [String: String]) throws -> Running {
        var lines: [String] = []
        for (zone, text) in zones {
            _ = try write("\(zone).\(address).zone", text)
            lines += ["zone:", "  name: \"\(zone)\"", "  zonefile: \"\(zone).\(address).zone\""]
        }
        let file = try write(
            "nsd-\(address).conf",
            """
            server:
              ip-address: \(address)@\(port)
              username: ""
              chroot: ""
              database: ""
              pidfile: "\(folder.path)/nsd-\(address).pid"
              zonesdir: "\(folder.path)"
              xfrdfile: "\(folder.path)/xfrd-\(address).state"
              zonelistfile: "\(folder.path)/zone-\(address).list"
            remote-control:
              control-enable: no
            \(lines.joined(separator: "\n"))
            """)
        return try serve(
            .server, ["nsd", "-d", "-c", file], listens: ["udp:\(address):\(port)", "tcp:\(address):\(port)"])
    }

    /// Unbound on 203.0.113.53 port 53, for which everything begins at the stub.
    /// - Parameters:
    ///   - stub: the zone to begin with.
    ///   - server: the address that serves it, as `203.0.113.53@5353`.
    ///   - settings: further lines of its section `server`.
    func startUnbound(modules: String, stub: String, at server: String, settings: [String] = []) throws {
        let file = try write(
            "unbound.conf",
            """
            server:
              interface: 203.0.113.53@53
              username: ""
              chroot: ""
              directory: "\(folder.path)"
              pidfile: ""
              use-syslog: no
              module-config: "\(modules)"
              local-zone: "test." nodefault
              access-control: 0.0.0.0/0 allow
            \(settings.map { "  \($0)" }.joined(separator: "\n"))
            remote-control:
              control-enable: no
            stub-zone:
              name: "\(stub)"
              stub-addr: \(server)
            """)
        try serve(.server, ["unbound", "-d", "-c", file], listens: ["udp:203.0.113.53:53", "tcp:203.0.113.53:53"])
    }
}
