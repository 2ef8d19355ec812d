import TestSupport
import Testing

/// A real Nagios runs sipdiag as a plugin, and shows what it said.
@ServerThread
@Suite struct NagiosTests {
    @Test func nagiosShowsEveryVerdict() throws {
        let expected: [String: (state: String, begins: String)] = [
            "fine": ("0", "SIP OPTIONS OK - OPTIONS over UDP to 127."),
            "slow": ("1", "SIP OPTIONS WARNING - rtt 0."),
            "too slow": ("2", "SIP OPTIONS CRITICAL - rtt 0."),
            "dead": ("2", "SIP OPTIONS CRITICAL - "),
            "no call": ("2", "SIP INVITE CRITICAL - "),
            "unclear": ("3", "SIP NAT UNKNOWN - "),
            "wrong": ("3", "SIP UNKNOWN - Unknown option"),
            "many": ("2", "SIP CHECK CRITICAL - 1 of 1: pbx options [net.port-closed]"),
        ]
        let folder = try MonitoringFolder()
        let file = try folder.file(
            "check.yaml",
            "schema: sipdiag/check/1\ntargets: [{name: pbx, target: \"127.0.0.1:9\", transport: udp}]\n")
        let nagios = try Nagios(checks: [
            "fine": "options --lab healthy -w 30 -c 60", "slow": "options --lab healthy -w 0",
            "too slow": "options --lab healthy -c 0", "dead": "options -H $HOSTADDRESS$ -p 9",
            "no call": "invite --lab call-busy", "unclear": "nat --lab stun-silent", "wrong": "options --nosuch",
            "many": "check \(file)",
        ])
        defer { nagios.stop() }
        try Shell.wait(for: "Nagios to check \(expected.count) services: \(nagios.said)", seconds: 60) {
            nagios.services.count == expected.count
        }
        let services = nagios.services
        for (name, (state, begins)) in expected {
            #expect(services[name]?["current_state"] == state, "\(name)")
            #expect(services[name]?["plugin_output"]?.hasPrefix(begins) == true, "\(services[name] ?? [:])")
        }
        let data = try #require(services["fine"]?["performance_data"])
        #expect(data.contains(/^'rtt'=0\.\d+s;0:30;0:60;0 'retransmits'=0;;;0 'targets_up'=1;;;0;1$/), "\(data)")
        #expect(services["no call"]?["long_plugin_output"]?.contains("Who must act: callee") == true)
        #expect(services["no call"]?["plugin_output"]?.hasSuffix("[callee.busy]") == true)
    }
}
