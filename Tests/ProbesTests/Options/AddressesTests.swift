import DNS
import Diagnosis
import Lab
import Net
import TestSupport
import Testing

@testable import Probes

/// Which addresses are asked: the lab's name server says where they are.
@NetActor
@Suite(.whenQuiet) struct AddressesTests {
    private func find(
        _ records: [Zone.Record], _ parameters: [String: String], target: String = "lab.test"
    ) async throws -> [String] {
        let network = SystemNetwork()
        let server = Endpoint(.v4(0x7FBF_0000 | .random(in: 1..<0xFFFF)), port: 5300)
        let names = try NameServer.start(.init(endpoint: server, zone: Zone("lab.test", records)), on: network)
        defer { names.stop() }
        let context = ProbeContext(
            target: try Target(target), settings: ProbeSettings(), network: network, nameServers: NameServers([server]),
            started: network.time.now)
        defer { context.close() }
        return await Addresses.find(parameters, in: context).map { "\($0.endpoint) \($0.transport)" }
    }

    private static let both: [Zone.Record] = [
        .srv("_sip._udp", priority: 10, port: 5070, target: "a"),
        .srv("_sip._tcp", priority: 10, port: 5080, target: "b"),
        .address("a", .v4(0x7F01_0001)), .address("b", .v4(0x7F01_0002)), .address("a", .loopbackIPv6),
    ]

    @Test(
        arguments: [
            ([:], ["127.1.0.1:5070 udp", "[::1]:5070 udp"]),
            (["transport": "udp"], ["127.1.0.1:5070 udp", "[::1]:5070 udp"]),
            // What DNS publishes for the other transport, not the same addresses.
            (["transport": "tcp"], ["127.1.0.2:5080 tcp"]),
            (["family": "ipv4"], ["127.1.0.1:5070 udp"]), (["family": "ipv6"], ["[::1]:5070 udp"]),
            (["port": "default"], ["127.1.0.1:5060 udp", "[::1]:5060 udp"]),
        ] as [([String: String], [String])])
    func published(_ parameters: [String: String], _ addresses: [String]) async throws {
        #expect(try await find(Self.both, parameters) == addresses)
    }

    /// Nothing is published for TCP: the same addresses are asked. The default port is asked once only.
    @Test(
        arguments: [
            (["transport": "tcp"], ["127.1.0.1:5060 tcp"]), (["port": "default"], []), (["family": "ipv6"], []),
        ] as [([String: String], [String])])
    func plain(_ parameters: [String: String], _ addresses: [String]) async throws {
        let records: [Zone.Record] = [.address("@", .v4(0x7F01_0001))]
        #expect(try await find(records, parameters) == addresses)
    }

    /// At most ten of a name.
    @Test func ten() async throws {
        let records: [Zone.Record] = (1...14).map { .address("@", .v4(0x7F01_0000 + $0)) }
        #expect(try await find(records, [:]).count == 10)
    }
}
