import DNS
import Diagnosis
import Lab
import Net
import TestSupport
import Testing

@testable import Probes

@NetActor
@Suite(.whenQuiet) struct StreamExchangeTests {
    private static let remote = "192.0.2.10:5060"

    /// An ICMP error from our own address is our own firewall's, though no connection gave the address away.
    @Test func ownReject() async throws {
        let bench = try Bench()
        bench.network.connect = { remote, _ in
            .icmp(ICMPError(origin: .icmp, type: 3, code: 13, offender: FakeNetwork.host, destination: remote))
        }
        let (result, _) = try await bench.ask(over: .tcp)
        #expect(result.outcome == "rejected")
        #expect(result.facts["offender_is"] == .text("self"))
        #expect(result.facts["local"] == .text("192.0.2.7"))
    }

    @Test(arguments: [(30_000, 5000, "connect_timeout"), (2000, 2000, "cut")])
    func noConnection(_ deadline: Int, _ end: Int, _ outcome: String) async throws {
        let bench = try Bench { $0.deadlineMs = deadline }
        let (result, ms) = try await bench.ask(over: .tcp)
        #expect(result.outcome == outcome)
        #expect(ms == end)
    }

    /// `--local` holds for TCP, its port included; the port of `other` is another one.
    @Test(
        arguments: [
            ("192.0.2.7:5060", "192.0.2.7:5060"), ("0.0.0.0:5060", "0.0.0.0:5060"), ("192.0.2.7", "192.0.2.7:0"),
            (nil, nil),
        ] as [(String?, String?)])
    func source(_ local: String?, _ source: String?) async throws {
        var options = ProbeOptions()
        options.local = local
        let chosen = try ProbeSettings(options)
        let bench = try Bench { $0 = chosen }
        bench.network.connect = { _, _ in .reset }
        let (result, _) = try await bench.ask(over: .tcp)
        #expect(result.outcome == "refused")
        #expect(bench.network.connections.map { $0.source.map { "\($0)" } } == [source])
    }

    /// A port that is still taken by an earlier connection is told, and does not fail the walk.
    @Test(arguments: [LocalError.Kind.addressInUse, .addressNotAvailable])
    func portTaken(_ kind: LocalError.Kind) async throws {
        let bench = try Bench {
            $0.localAddress = FakeNetwork.host
            $0.localPort = 5060
        }
        bench.network.connect = { _, source in
            source?.port == 5060 ? .local(LocalError(kind, call: "connect")) : .reset
        }
        let (result, _) = try await bench.ask(over: .tcp)
        #expect(result.outcome == "refused")
        #expect(result.facts["port_taken"] == .flag(true))
    }

    /// On the kernel: two connections in a row to one server from one port.
    @Test func sameLocalPortTwice() async throws {
        let network = SystemNetwork()
        let server = Endpoint(.v4(0x7FBE_0001), port: 5060)
        let lab = try await SIPServer.start(SIPServer.Plan(server, udp: .closed, tcp: .healthy), on: network)
        defer { lab.stop() }
        var ports: [UInt16?] = []
        var codes: [Int?] = []
        let port = UInt16.random(in: 20_000..<30_000)
        for _ in 0..<2 {
            var settings = ProbeSettings()
            settings.localAddress = .v4(0x7FBE_0002)
            settings.localPort = port
            settings.timeoutMs = 20_000
            let context = ProbeContext(
                target: try Target("\(server)"), settings: settings, network: network, nameServers: NameServers([]),
                started: network.time.now)
            defer { context.close() }
            let result = await OptionsProbe.ask(.init(server, .tcp), in: context)
            codes.append(result.code)
            ports.append(result.local?.port)
        }
        #expect(codes == [200, 200])
        #expect(ports[0] == port)
    }
}
