import Foundation

/// The real servers, each with the smallest configuration that serves.
extension Topology {
    /// Kamailio answers OPTIONS with 200 and all else with 404, over UDP and TCP.
    func startKamailio() throws {
        let addresses = ["203.0.113.10", "[fd00:113::10]"]
        let listen = addresses.flatMap { ["listen=udp:\($0):5060", "listen=tcp:\($0):5060"] }.joined(separator: "\n")
        let configuration = """
            #!KAMAILIO
            debug=0
            log_stderror=yes
            children=1
            tcp_children=1
            auto_aliases=no
            dns=no
            rev_dns=no
            \(listen)
            loadmodule "sl.so"
            loadmodule "textops.so"
            request_route {
                if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
                sl_send_reply("404", "Not Found");
            }
            """
        let file = try write("kamailio.cfg", configuration)
        try serve(
            .server, ["kamailio", "-f", file, "-m", "16", "-M", "4", "-DD", "-E", "-w", folder.path],
            listens: ["udp:203.0.113.10:5060", "tcp:203.0.113.10:5060"])
    }

    /// coturn answers STUN on two addresses.
    func startCoturn() throws {
        try serve(
            .server,
            [
                "turnserver", "-n", "--no-auth", "--listening-ip=203.0.113.10", "--listening-ip=203.0.113.11",
                "-p", "3478", "--no-tls", "--no-dtls", "--no-cli", "--log-file", "stdout",
                "--pidfile", folder.appending(path: "turn.pid").path, "--userdb", folder.appending(path: "turndb").path,
            ], listens: ["udp:203.0.113.10:3478", "udp:203.0.113.11:3478"])
    }

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

    private func write(_ name: String, _ text: String) throws -> String {
        let file = folder.appending(path: name)
        try Data("\(text)\n".utf8).write(to: file)
        return file.path
    }
}
