import DNS
import Diagnosis
import Net
import TestSupport
import Testing

@testable import Probes

/// Questions on their way to name servers, in virtual time.
@NetActor
@Suite struct DNSExchangeTests {
    private nonisolated static let servers = ["192.0.2.53:53", "192.0.2.54:53"]

    private func bench(
        _ servers: [String] = servers, _ change: (inout ProbeSettings) -> Void = { _ in }
    ) throws -> Bench {
        try Bench("example.com:5060", nameServers: servers.compactMap { Endpoint($0) }, change)
    }

    /// Two rounds through the servers within the patience; A and AAAA at once.
    @Test func silence() async throws {
        let bench = try bench()
        let (finding, ms) = try await bench.run("dns.locate")
        #expect(finding.outcome == "timeout")
        #expect(ms == 5000)
        let perServer = Dictionary(grouping: bench.network.sent) { "\($0.remote)" }.mapValues { Set($0.map(\.ms)) }
        #expect(perServer == ["192.0.2.53:53": [0, 2500], "192.0.2.54:53": [1250, 3750]])
        #expect(finding.facts["lost"] == .list(["A example.com", "AAAA example.com"]))
        #expect(bench.network.openSockets == 0)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }

    /// A resolver that is silent to the first question is asked the others at once: NAPTR, SRV, then the addresses.
    @Test func silenceToEveryQuestion() async throws {
        let bench = try Bench("example.com", nameServers: [#require(Endpoint("192.0.2.53:53"))])
        let (finding, ms) = try await bench.run("dns.locate")
        #expect(finding.outcome == "timeout")
        #expect(ms == 5500)
        let names = bench.network.sent.map(\.ms)
        #expect(Set(names) == [0, 500, 2500, 3000], "each question twice within its patience")
    }

    /// The end of the run says nothing about the resolver.
    @Test func deadline() async throws {
        let bench = try bench { $0.deadlineMs = 2000 }
        let (finding, ms) = try await bench.run("dns.locate")
        #expect(finding.outcome == "skipped")
        #expect(ms == 2000)
    }

    @Test func interruption() async throws {
        let bench = try bench()
        let context = bench.context
        let task = Task { @NetActor in await context.run(TestRequest(test: "dns.locate")) }
        await bench.network.clock.advance(milliseconds: 700)
        context.close()
        await bench.network.clock.advance(milliseconds: 1)
        #expect(bench.network.openSockets == 0)
        #expect(await task.value.outcome == "skipped")
    }

    /// An ICMP error moves on to the next server, and is told.
    @Test func icmp() async throws {
        let bench = try bench(["192.0.2.53:53"])
        bench.network.react = { [$0.icmp(3, 3, from: "192.0.2.53")] }
        let (finding, ms) = try await bench.run("dns.locate")
        #expect(finding.outcome == "timeout")
        #expect(ms < 100)
        #expect(finding.text("resolver_icmp") == "3/3 port unreachable from 192.0.2.53")
        #expect(finding.facts["resolver_unsent"] == nil)
    }

    /// What this host itself refuses to send is no ICMP error.
    @Test func noRoute() async throws {
        let bench = try bench(["192.0.2.53:53"])
        bench.network.refuse = { _ in LocalError(.noRoute, call: "sendto") }
        let (finding, _) = try await bench.run("dns.locate")
        #expect(finding.outcome == "timeout")
        #expect(finding.text("resolver_unsent") == "sendto: noRoute")
        #expect(finding.facts["resolver_icmp"] == nil)
    }

    /// A run asks so often and not oftener.
    @Test func limit() async throws {
        let bench = try bench { $0.maximumQueries = 3 }
        let (finding, _) = try await bench.run("dns.locate")
        #expect(bench.network.sent.count == 3)
        #expect(finding.outcome == "error")
    }

    /// The same question is sent once, however many want to know.
    @Test func askedOnce() async throws {
        let bench = try bench(["192.0.2.53:53"])
        let context = bench.context
        let question = DNSQuestion(try DomainName("example.com"), .a)
        let done = await bench.network.clock.run {
            await concurrently([question, question]) { await context.dns.ask($0).outcome }
        }
        #expect(done?.value == [.timeout, .timeout])
        #expect(bench.network.sent.count == 2)
    }
}
