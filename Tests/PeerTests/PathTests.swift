import TestSupport
import Testing

/// A fault that a kernel makes, and the cause that `why` must name for it.
struct PathFault: CustomTestStringConvertible, Sendable {
    var name: String
    var router = ""
    var client = ""
    var server = ""
    /// Run on the client after the firewalls are loaded.
    var commands: [[String]] = []
    var arguments = ["why", "203.0.113.10"]
    var cause: String?
    var confidence = "likely"
    var exitCode: Int32 = 2

    var testDescription: String { name }
}

private func forward(_ rule: String) -> String {
    "table inet filter { chain forward { type filter hook forward priority 0; \(rule); }; }"
}

private let sipPorts = "th dport 5060 meta l4proto { tcp, udp }"

private let faults: [PathFault] = [
    PathFault(name: "healthy", cause: nil, exitCode: 0),
    PathFault(name: "healthy over IPv6", arguments: ["why", "[fd00:113::10]"], cause: nil, exitCode: 0),
    PathFault(name: "drop UDP", router: forward("udp dport 5060 drop"), cause: "net.udp-blocked"),
    PathFault(
        name: "drop UDP over IPv6", router: forward("udp dport 5060 drop"), arguments: ["why", "[fd00:113::10]"],
        cause: "net.udp-blocked"),
    PathFault(name: "drop UDP answers", router: forward("udp sport 5060 drop"), cause: "net.udp-blocked"),
    PathFault(name: "drop SIP over every transport", router: forward("\(sipPorts) drop"), cause: "net.firewall-drop"),
    PathFault(
        name: "drop TCP", router: forward("tcp dport 5060 drop"),
        arguments: ["why", "203.0.113.10", "--transport", "tcp"], cause: "net.tcp-blocked"),
    PathFault(
        name: "reject with port unreachable", router: forward("udp dport 5060 reject with icmp type port-unreachable"),
        cause: "net.firewall-reject", confidence: "certain"),
    PathFault(
        name: "reject as administratively prohibited",
        router: forward("udp dport 5060 reject with icmp type admin-prohibited"), cause: "net.firewall-reject",
        confidence: "certain"),
    PathFault(
        name: "reject over IPv6 as administratively prohibited",
        router: forward("udp dport 5060 reject with icmpv6 type admin-prohibited"),
        arguments: ["why", "[fd00:113::10]"], cause: "net.firewall-reject", confidence: "certain"),
    PathFault(
        name: "reject TCP as administratively prohibited",
        router: forward("tcp dport 5060 reject with icmp type admin-prohibited"),
        arguments: ["why", "203.0.113.10", "--transport", "tcp"], cause: "net.firewall-reject",
        confidence: "certain"),
    PathFault(
        name: "local OUTPUT drop",
        client: "table inet filter { chain output { type filter hook output priority 0; udp dport 5060 drop; }; }",
        cause: "net.local-firewall", confidence: "certain"),
    PathFault(
        name: "no route", commands: [["ip", "route", "del", "default"]], cause: "net.no-route",
        confidence: "certain"),
    PathFault(name: "dead host behind the router", arguments: ["why", "203.0.113.99"], cause: "net.host-unreachable"),
    PathFault(name: "dead host on the link", arguments: ["why", "192.168.78.99"], cause: "net.host-unreachable"),
    PathFault(
        name: "a path that drops everything", router: forward("drop"), cause: "net.host-unreachable",
        confidence: "possible"),
    PathFault(name: "closed port", arguments: ["why", "203.0.113.10:5099"], cause: "net.port-closed"),
    PathFault(
        name: "closed TCP port", arguments: ["why", "203.0.113.10:5099", "--transport", "tcp"],
        cause: "net.port-closed"),
    PathFault(
        name: "source port 5060 filtered", router: forward("udp sport 5060 ip daddr 203.0.113.10 drop"),
        arguments: ["why", "203.0.113.10", "--local", "192.168.78.2:5060"], cause: "net.source-port-filtered"),
]

@PathThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(5)), .network { try $0.startKamailio() })
struct PathTests {
    @Test(arguments: faults)
    func namesTheCause(fault: PathFault) throws {
        let network = try Topology.current
        try network.reset()
        try network.firewall(.router, fault.router)
        try network.firewall(.client, fault.client)
        try network.firewall(.server, fault.server)
        for command in fault.commands { try network.run(.client, command) }

        let judgement = try Judgement(network, fault.arguments)

        #expect(judgement.causes.first?.id == fault.cause, "\(judgement.causes)")
        if fault.cause != nil {
            #expect(judgement.causes.first?.confidence == fault.confidence, "\(judgement.causes)")
        }
        #expect(judgement.exitCode == fault.exitCode)
    }

    @Test func aRejectNamesTheBoxThatSentIt() throws {
        let network = try Topology.current
        try network.reset()
        try network.firewall(.router, forward("udp dport 5060 reject with icmp type admin-prohibited"))

        let judgement = try Judgement(network, ["options", "203.0.113.10"])

        #expect(judgement.finding("sip.options")?.facts?["offender"] == .text("192.168.78.1"))
        #expect(judgement.finding("sip.options")?.outcome == "rejected")
    }

    /// The whole walk against silence costs little more than its longest measurement.
    @Test func theVerdictOnAPathThatDropsEverythingComesInTime() throws {
        let network = try Topology.current
        try network.reset()
        try network.firewall(.router, forward("drop"))
        let clock = ContinuousClock()
        let started = clock.now

        let judgement = try Judgement(network, ["why", "203.0.113.10"])

        #expect(judgement.verdict == "critical")
        #expect(clock.now - started < .seconds(6))
    }
}
