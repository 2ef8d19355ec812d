import Diagnosis
import Lab
import Net
import Playbooks
import Probes
import TestSupport
import Testing

@testable import Service

/// What takes every core for seconds: one after the other.
@Suite(.whenQuiet, .serialized, .timeLimit(.minutes(30)))
enum ChecksAtScale {}

/// Hosts on loopback addresses of their own, and checks of them that leave from one address, by which their sockets are
/// known.
@NetActor
struct CheckBench {
    static let library = Library.load(Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }).library
    static let network = SystemNetwork()

    private static let perBlock = 250
    private let first = AddressBlock.random()

    private func block(of host: Int) -> AddressBlock {
        AddressBlock(first.number &+ UInt16(host / Self.perBlock))
    }

    func address(_ host: Int) -> IPAddress { block(of: host).address(UInt8(host % Self.perBlock + 1)) }

    private var source: IPAddress { first.address(251) }

    func serve(_ hosts: some Sequence<Int>, _ behavior: SIPBehavior) async throws -> SIPServer {
        let endpoints = hosts.map { Endpoint(address($0), port: 5060) }
        return try await SIPServer.start(.init(endpoints: endpoints, udp: behavior, tcp: .closed), on: Self.network)
    }

    func check(_ name: String, of host: Int, timeoutMs: Int = 5000) throws -> Check {
        var settings = ProbeSettings()
        settings.timeoutMs = timeoutMs
        settings.localAddress = source
        return Check(
            name: name, inquiry: .options, target: try Target("sip:\(address(host));transport=udp"), settings: settings)
    }

    func run(
        _ checks: [Check], pace: Int, _ limits: CheckRun.Limits = .init(), deadlineMs: Int = 90_000
    ) async throws -> [CheckRun.Result] {
        let run = CheckRun(
            checks, library: try #require(Self.library), network: Self.network, nameServers: NameServers([]),
            pace: HostPace(perSecond: pace), limits: limits,
            deadline: Self.network.time.now.adding(milliseconds: deadlineMs))
        var results: [CheckRun.Result] = []
        for await result in run.results() { results.append(result) }
        return results
    }

    /// The sockets that checks hold open.
    func openSockets() async throws -> Int { try await OwnSockets.count(at: ["\(OwnSockets.hex(source)):"]) }
}
