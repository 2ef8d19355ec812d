import TestSupport
import Testing

/// What a router tells of its MTU; the faults of large requests are in `Tests/Networks/faults/size`.
@PathThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(2)), .network { try $0.startKamailio() })
struct SizeTests {
    @Test(arguments: [
        ("203.0.113.10", 1500, nil), ("203.0.113.10", 1280, "192.168.78.1"), ("[fd00:113::10]", 1500, nil),
        ("[fd00:113::10]", 1300, "fd00:78::1"),
    ])
    func theMTUIsLearned(target: String, mtu: Int, router: String?) throws {
        let network = try Topology.current
        try network.reset()
        try network.link(mtu: mtu)
        defer { try? network.link(mtu: 1500) }

        let judgement = try Judgement(network, ["reach", target])

        let size = try #require(judgement.finding("path.size"))
        #expect(judgement.exitCode == 0)
        #expect(size.outcome == (router == nil ? "clear" : "mtu_learned"))
        #expect(size.facts?["mtu_from"] == router.map { .text($0) })
        #expect(size.facts?["packet_bytes"] == .number(Double(mtu - (target.hasPrefix("[") ? 48 : 28))))
        #expect(size.facts?["passes_bytes"] == .number(3000))
        #expect(size.facts?["resent"] == .number(0))
    }
}

extension Topology {
    /// Gives the link between router and server an MTU, and has the client forget what it learned.
    fileprivate func link(mtu: Int) throws {
        let find = "ip -o route get 203.0.113.10 | sed 's/.* dev \\([^ ]*\\).*/\\1/'"
        try run(.router, ["sh", "-c", "ip link set dev $(\(find)) mtu \(mtu)"])
        for family in ["-4", "-6"] { try run(.client, ["ip", family, "route", "flush", "cache"]) }
    }
}
