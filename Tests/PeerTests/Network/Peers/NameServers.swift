import Foundation

extension Topology {
    /// NSD serves the zone on 203.0.113.53 port 5353, Unbound resolves it on port 53.
    func startNameServers(zone: String) throws {
        _ = try write("example.test.zone", zone)
        let nsd = try write(
            "nsd.conf",
            """
            server:
              ip-address: 203.0.113.53@5353
              username: ""
              chroot: ""
              database: ""
              pidfile: "\(folder.path)/nsd.pid"
              zonesdir: "\(folder.path)"
              xfrdfile: "\(folder.path)/xfrd.state"
              zonelistfile: "\(folder.path)/zone.list"
            remote-control:
              control-enable: no
            zone:
              name: "example.test"
              zonefile: "example.test.zone"
            """)
        try serve(.server, ["nsd", "-d", "-c", nsd], listens: ["udp:203.0.113.53:5353", "tcp:203.0.113.53:5353"])
        let unbound = try write(
            "unbound.conf",
            """
            server:
              interface: 203.0.113.53@53
              username: ""
              chroot: ""
              directory: "\(folder.path)"
              pidfile: ""
              use-syslog: no
              module-config: "iterator"
              local-zone: "test." nodefault
              access-control: 0.0.0.0/0 allow
            remote-control:
              control-enable: no
            stub-zone:
              name: "example.test"
              stub-addr: 203.0.113.53@5353
            """)
        try serve(.server, ["unbound", "-d", "-c", unbound], listens: ["udp:203.0.113.53:53", "tcp:203.0.113.53:53"])
    }
}
