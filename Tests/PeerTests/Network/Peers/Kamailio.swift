import Foundation

extension Topology {
    /// Kamailio as registrar and proxy. It answers OPTIONS; for all else it wants the password `secret`, whoever it is.
    /// - Parameters:
    ///   - addresses: where it listens, over UDP and TCP.
    ///   - algorithm: of its challenges.
    func startKamailio(
        at addresses: [String] = ["203.0.113.10", "[fd00:113::10]"], algorithm: String = "MD5"
    ) throws {
        try startKamailio(addresses.flatMap { ["udp:\($0):5060", "tcp:\($0):5060"] }, algorithm: algorithm)
    }

    /// - Parameters:
    ///   - places: where it listens (`tls:203.0.113.10:5061`); it speaks WebSocket over TCP and TLS too.
    ///   - certificate: for TLS, its files.
    func startKamailio(
        _ places: [String], algorithm: String = "MD5", certificate: (chain: String, key: String)? = nil
    ) throws {
        var lines = places.map { "listen=\($0)" } + modules.map { "loadmodule \"\($0).so\"" }
        if let certificate {
            lines += [
                "enable_tls=yes", "loadmodule \"tls.so\"",
                "modparam(\"tls\", \"certificate\", \"\(certificate.chain)\")",
                "modparam(\"tls\", \"private_key\", \"\(certificate.key)\")",
                "modparam(\"tls\", \"tls_method\", \"TLSv1.2+\")",
            ]
        }
        let settings = """
            #!KAMAILIO
            debug=0
            log_stderror=yes
            children=1
            tcp_children=1
            tcp_accept_no_cl=yes
            auto_aliases=no
            dns=no
            rev_dns=no
            \(lines.joined(separator: "\n"))
            modparam("auth", "algorithm", "\(algorithm)")
            modparam("registrar", "min_expires", 30)
            modparam("ctl", "binrpc", "\(controls(algorithm))")
            """
        let file = try write("kamailio-\(algorithm).cfg", "\(settings)\n\(routes)")
        try serve(
            .server, ["kamailio", "-f", file, "-m", "32", "-M", "8", "-DD", "-E", "-w", folder.path],
            listens: places.filter { !$0.contains("[") }.map { $0.replacing("tls:", with: "tcp:") })
    }

    /// Who is registered where, by Kamailio's own list.
    func bindings(_ algorithm: String) throws -> String {
        try output(.server, ["kamcmd", "-s", controls(algorithm), "ul.dump"])
    }

    private func controls(_ algorithm: String) -> String { "unixs:\(folder.path)/kamailio-\(algorithm).ctl" }
}

private let modules = [
    "tm", "sl", "rr", "pv", "textops", "siputils", "usrloc", "registrar", "auth", "ctl", "xhttp", "websocket",
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
    event_route[xhttp:request] {
        if ($hdr(Upgrade) =~ "websocket") { ws_handle_handshake(); exit; }
        xhttp_reply("404", "Not Found", "", "");
    }
    """
