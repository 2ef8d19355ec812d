import Foundation

extension Topology {
    /// Kamailio as registrar and proxy. It answers OPTIONS; for all else it wants the password `secret`, whoever it is.
    /// - Parameters:
    ///   - addresses: where it listens, over UDP and TCP.
    ///   - algorithm: of its challenges.
    func startKamailio(
        at addresses: [String] = ["203.0.113.10", "[fd00:113::10]"], algorithm: String = "MD5"
    ) throws {
        let places = addresses.flatMap { ["udp:\($0):5060", "tcp:\($0):5060"] }
        let settings = """
            #!KAMAILIO
            debug=0
            log_stderror=yes
            children=1
            tcp_children=1
            auto_aliases=no
            dns=no
            rev_dns=no
            \(places.map { "listen=\($0)" }.joined(separator: "\n"))
            \(modules.map { "loadmodule \"\($0).so\"" }.joined(separator: "\n"))
            modparam("auth", "algorithm", "\(algorithm)")
            modparam("registrar", "min_expires", 30)
            modparam("ctl", "binrpc", "\(controls(algorithm))")
            """
        let file = try write("kamailio-\(algorithm).cfg", "\(settings)\n\(routes)")
        try serve(
            .server, ["kamailio", "-f", file, "-m", "16", "-M", "4", "-DD", "-E", "-w", folder.path],
            listens: places.filter { !$0.contains("[") })
    }

    /// Who is registered where, by Kamailio's own list.
    func bindings(_ algorithm: String) throws -> String {
        try output(.server, ["kamcmd", "-s", controls(algorithm), "ul.dump"])
    }

    private func controls(_ algorithm: String) -> String { "unixs:\(folder.path)/kamailio-\(algorithm).ctl" }
}

private let modules = [
    "tm", "sl", "rr", "pv", "textops", "siputils", "usrloc", "registrar", "auth", "ctl",
]

/// A call to `sipp` goes to SIPp, any other to who is registered; the proxy stays in its path.
private let routes = """
    request_route {
        if (is_method("OPTIONS") && !has_totag()) { sl_send_reply("200", "OK"); exit; }
        if (has_totag()) {
            if (loose_route() || !is_method("ACK") || t_check_trans()) t_relay();
            exit;
        }
        if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
        if (is_method("REGISTER")) {
            if (!pv_www_authenticate("example.test", "secret", "0")) { www_challenge("example.test", "1"); exit; }
            save("location");
            exit;
        }
        if (!is_method("INVITE")) { sl_send_reply("405", "Method Not Allowed"); exit; }
        if (!pv_proxy_authenticate("example.test", "secret", "0")) { proxy_challenge("example.test", "1"); exit; }
        consume_credentials();
        record_route();
        if ($rU == "sipp") $du = "sip:203.0.113.10:5070";
        else if (!lookup("location")) { sl_send_reply("404", "Not Found"); exit; }
        t_relay();
    }
    """
