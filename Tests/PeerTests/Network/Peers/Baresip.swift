import Foundation

extension Topology {
    /// The softphone baresip: registered with Kamailio as `echo` and `srtp`, it answers at once and sends back what it
    /// hears.
    func startBaresip() throws {
        _ = try write(
            "config",
            """
            sip_listen 203.0.113.10:5080
            audio_player aubridge,loop
            audio_source aubridge,loop
            audio_alert aubridge,silent
            rtp_ports 20000-21000
            module_path /usr/lib/baresip/modules
            module g711.so
            module srtp.so
            module aubridge.so
            module_app account.so
            module_app menu.so
            """)
        let common = "auth_pass=secret;regint=600;answermode=auto;audio_codecs=PCMA"
        _ = try write(
            "accounts",
            """
            <sip:echo@203.0.113.10>;auth_user=echo;\(common)
            <sip:srtp@203.0.113.10>;auth_user=srtp;\(common);mediaenc=srtp-mand
            """)
        try serve(.server, ["baresip", "-f", folder.path, "-v"], listens: ["udp:203.0.113.10:5080"])
        try Shell.wait(for: "baresip's registration: \(said(by: "baresip"))") {
            let bindings = try bindings("MD5")
            return bindings.contains("echo") && bindings.contains("srtp")
        }
    }

    /// How many calls baresip has ended, by its own word.
    var callsEndedByBaresip: Int { said(by: "baresip").matches(of: /session closed/).count }
}
