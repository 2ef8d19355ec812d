import DNS
import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// A run on a fake network.
@NetActor
struct Bench {
    let network = FakeNetwork()
    let context: ProbeContext

    init(
        _ target: String = "192.0.2.10", nameServers: [Endpoint] = [], hosts: String = "", search: [String] = [],
        _ change: (inout ProbeSettings) -> Void = { _ in }
    ) throws {
        var settings = ProbeSettings()
        change(&settings)
        var names = NameServers(nameServers)
        names.hosts = HostsFile.parse(hosts)
        names.search = search
        context = ProbeContext(
            target: try Target(target), settings: settings, network: network, nameServers: names,
            started: network.time.now)
    }

    /// One OPTIONS; what it came to, and how long it took.
    func ask(
        _ remote: String = "192.0.2.10:5060", over transport: ServerLocator.Transport = .udp
    ) async throws -> (result: ExchangeResult, ms: Int) {
        let endpoint = try #require(Endpoint(remote))
        let context = context
        let done = await network.clock.run { await OptionsProbe.ask(.init(endpoint, transport), in: context) }
        let (result, ms) = try #require(done)
        return (result, ms)
    }

    /// One test of the catalogue.
    func run(_ test: String, _ parameters: [String: String] = [:]) async throws -> (finding: Finding, ms: Int) {
        let context = context
        let done = await network.clock.run { await context.run(TestRequest(test: test, parameters: parameters)) }
        let (finding, ms) = try #require(done)
        return (finding, ms)
    }
}

extension FakeNetwork.Sent {
    /// The response to the request that was sent.
    func response(_ code: Int, _ change: (inout ResponseBuilder) -> Void = { _ in }) -> [UInt8] {
        guard case .message(let request, _) = Message.parse(bytes, framing: .datagram) else { return [] }
        var builder = ResponseBuilder(to: request, code, toTag: code == 100 ? nil : "t")
        change(&builder)
        return (try? builder.build().bytes) ?? []
    }

    func answer(_ code: Int, afterMs: Int = 10) -> FakeNetwork.Reaction {
        .datagram(response(code), from: remote, afterMs: afterMs)
    }

    func icmp(
        _ type: UInt8, _ code: UInt8, from offender: String, quoting bytes: [UInt8]? = nil, afterMs: Int = 10
    ) -> FakeNetwork.Reaction {
        .icmp(
            ICMPError(
                origin: .icmp, type: type, code: code, offender: IPAddress(offender), destination: remote,
                payload: bytes ?? self.bytes), afterMs: afterMs)
    }
}
