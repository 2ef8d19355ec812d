import Diagnosis
import Net
import STUN
import TestSupport
import Testing

@testable import Probes

/// What STUN servers see, and what that makes of the NAT.
@NetActor
@Suite struct MappingTests {
    /// Servers' views as `server=mapped`, `-` for none; the local address is 192.0.2.7 or the one given.
    private func measure(_ views: [String], local: String = "10.0.0.7") async throws -> Finding {
        let pairs = try views.map { view in
            let parts = view.split(separator: "=").map(String.init)
            return (try #require(Endpoint(parts[0])), Endpoint(parts[1]))
        }
        let bench = try Bench { $0.stunServers = pairs.compactMap { HostPort("\($0.0)") } }
        let own = try #require(IPAddress(local))
        bench.network.route = { _ in .success(own) }
        bench.network.react = { sent in
            guard let mapped = pairs.first(where: { $0.0 == sent.remote })?.1,
                let address = TransportAddress(mapped), case .message(let request) = STUNMessage.parse(sent.bytes),
                let answer = BindingResponse(mapped: address).answer(to: request)
            else { return [] }
            return [.datagram(answer, from: sent.remote, afterMs: 15)]
        }
        return try await bench.run("nat.mapping").finding
    }

    private nonisolated static let a = "198.51.100.70:3478"
    private nonisolated static let b = "198.51.100.71:3478"
    private nonisolated static let inner = "10.0.0.70:3478"

    @Test(arguments: [
        (["\(a)=198.51.100.20:40000"], "one_server"),
        (["\(a)=10.0.0.7:40000"], "no_nat"),
        (["\(a)=198.51.100.20:40000", "\(b)=198.51.100.20:40000"], "endpoint_independent"),
        (["\(a)=198.51.100.20:61001", "\(b)=198.51.100.20:61002"], "symmetric"),
        (["\(a)=198.51.100.20:61001", "\(b)=198.51.100.21:61001"], "several_addresses"),
        (["\(a)=-", "\(b)=-"], "timeout"),
        (["\(a)=-", "\(b)=198.51.100.20:40000"], "one_server"),
        // One server inside and one outside of the NAT see two addresses, and nothing is symmetric about that.
        (["\(inner)=10.0.0.7:40000", "\(a)=198.51.100.20:40000"], "one_server"),
        (["\(inner)=10.9.0.1:40000", "\(a)=198.51.100.20:61001"], "one_server"),
        (["\(inner)=10.9.0.1:40000", "\(a)=198.51.100.20:61001", "\(b)=198.51.100.20:61002"], "symmetric"),
        (["\(inner)=10.9.0.1:40000", "10.1.0.70:3478=10.8.0.1:40000"], "several_addresses"),
    ])
    func behavior(_ views: [String], _ outcome: String) async throws {
        let finding = try await measure(views)
        #expect(finding.outcome == outcome, "\(finding.title)")
        let hasInside = views.count > 1 && views[0].hasPrefix(Self.inner) && views[1].hasPrefix(Self.a)
        #expect((finding.facts["inside"] != nil) == hasInside)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }

    /// Where the carrier's address is: on this host, or outside of a NAT.
    @Test(arguments: [
        ("10.0.0.7", "100.72.4.9:40000", true, false), ("100.72.4.9", "198.51.100.20:40000", false, true),
        ("10.0.0.7", "198.51.100.20:40000", false, false),
    ])
    func carrierGrade(_ local: String, _ mapped: String, _ outside: Bool, _ own: Bool) async throws {
        let finding = try await measure(["\(Self.a)=\(mapped)"], local: local)
        #expect(finding.facts["carrier_grade"] == .flag(outside))
        #expect(finding.facts["carrier_grade_local"] == .flag(own))
    }

    @Test func sameServerTwiceIsOneServer() async throws {
        let finding = try await measure(["\(Self.a)=198.51.100.20:40000", "\(Self.a)=198.51.100.20:40000"])
        #expect(finding.outcome == "one_server")
        #expect(finding.facts["answered_count"] == .number(1))
    }

    /// 250 ms, doubling, four times; the patience of one exchange.
    @Test func schedule() async throws {
        let bench = try Bench { $0.stunServers = [HostPort(Self.a)].compactMap(\.self) }
        let (finding, ms) = try await bench.run("nat.mapping")
        #expect(finding.outcome == "timeout")
        #expect(bench.network.sent.filter { $0.bytes[0] < 4 }.map(\.ms) == [0, 250, 750, 1750])
        #expect(ms == 5000)
    }
}
