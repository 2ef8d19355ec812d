import TestSupport
import Testing

/// A path or a server that ends large or frequent requests, as a kernel makes it.
struct SizeFault: CustomTestStringConvertible, Sendable {
    var name: String
    /// MTU between the router and the server.
    var mtu = 1500
    var router = ""
    var server = ""
    /// Run on the client.
    var commands: [[String]] = []
    var arguments = ["reach", "203.0.113.10"]
    /// Of `path.size`; nil where it is not sent.
    var size: String?
    var loss: String? = "clear"
    var cause: String?
    var exitCode: Int32 = 1

    var testDescription: String { name }
}

private func chain(_ hook: String, _ rules: String) -> String {
    "table inet filter { chain \(hook) { type filter hook \(hook) priority 0; \(rules); }; }"
}

/// The message by which a router would tell its MTU.
private let hushed = chain(
    "output", "icmp type destination-unreachable icmp code frag-needed drop; icmpv6 type packet-too-big drop")
private let noFragments = chain("forward", "ip frag-off & 0x1fff != 0 drop; exthdr frag exists drop")
private let longWay = ["reach", "[fd00:113::10]"]

private let faults: [SizeFault] = [
    SizeFault(name: "a clean path", size: "clear", exitCode: 0),
    SizeFault(name: "a clean path over IPv6", arguments: longWay, size: "clear", exitCode: 0),
    SizeFault(name: "a smaller MTU, told by ICMP", mtu: 1280, size: "mtu_learned", exitCode: 0),
    SizeFault(
        name: "a smaller MTU over IPv6, told by ICMP", mtu: 1280, arguments: longWay, size: "mtu_learned", exitCode: 0),
    SizeFault(
        name: "a smaller MTU of which nobody tells", mtu: 1280, router: hushed, size: "black_hole",
        cause: "net.pmtu-black-hole"),
    SizeFault(
        name: "a smaller MTU over IPv6 of which nobody tells", mtu: 1300, router: hushed, arguments: longWay,
        size: "black_hole", cause: "net.pmtu-black-hole"),
    SizeFault(
        name: "fragments are dropped", router: noFragments, size: "fragments_dropped", cause: "net.fragments-dropped"),
    SizeFault(
        name: "fragments are dropped over IPv6", router: noFragments, arguments: longWay, size: "fragments_dropped",
        cause: "net.fragments-dropped"),
    SizeFault(
        name: "an INVITE is cut, and its fragments are dropped", router: noFragments,
        commands: [["ip", "route", "replace", "default", "via", "192.168.78.1", "mtu", "700"]],
        arguments: ["why", "sip:bob@203.0.113.10", "--transport", "udp", "--timeout", "2s"], size: "fragments_dropped",
        loss: nil, cause: "net.fragments-dropped", exitCode: 2),
    SizeFault(
        name: "every third request is lost", router: chain("forward", "udp dport 5060 numgen inc mod 3 == 0 drop"),
        loss: "lossy", cause: "net.packet-loss"),
    SizeFault(
        name: "a call has us banned",
        server: """
            table inet filter {
                set banned { type ipv4_addr; flags dynamic, timeout; timeout 60s; }
                chain input {
                    type filter hook input priority 0;
                    ip saddr @banned drop
                    udp dport 5060 @th,64,48 0x494e56495445 update @banned { ip saddr } drop
                }
            }
            """, arguments: ["why", "sip:bob@203.0.113.10", "--transport", "udp", "--timeout", "2s"], loss: nil,
        cause: "server.banned", exitCode: 2),
    SizeFault(
        name: "a number of requests has us banned", server: chain("input", "udp dport 5060 quota over 6000 bytes drop"),
        loss: "fell_silent", cause: "server.banned"),
]

@PathThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(5)), .network { try $0.startKamailio() })
struct SizeTests {
    @Test(arguments: faults)
    func namesTheCause(fault: SizeFault) throws {
        let network = try Topology.current
        try network.reset()
        try network.link(mtu: fault.mtu)
        try network.firewall(.router, fault.router)
        try network.firewall(.server, fault.server)
        for command in fault.commands { try network.run(.client, command) }

        let judgement = try Judgement(network, fault.arguments)

        #expect(judgement.causes.first { $0.confidence != "possible" }?.id == fault.cause, "\(judgement.causes)")
        #expect(judgement.exitCode == fault.exitCode)
        if let size = fault.size { #expect(judgement.finding("path.size")?.outcome == size) }
        if let loss = fault.loss { #expect(judgement.finding("path.loss")?.outcome == loss) }
        if fault.size == "mtu_learned" {
            #expect(judgement.finding("path.size")?.facts?["mtu"] == .number(Double(fault.mtu)))
        }
        try network.link(mtu: 1500)
    }
}

extension Topology {
    /// Gives the link between router and server an MTU, and has the client forget what it learned.
    fileprivate func link(mtu: Int) throws {
        let find = "ip -o route get 203.0.113.10 | sed 's/.* dev \\([^ ]*\\).*/\\1/'"
        try run(.router, ["sh", "-c", "ip link set dev $(\(find)) mtu \(mtu)"])
        try run(.client, ["ip", "route", "flush", "cache"])
        try run(.client, ["ip", "-6", "route", "flush", "cache"])
    }
}
