import Diagnosis
import Lab
import Net
import Playbooks
import Probes
import Testing

@testable import Service

/// Many checks on real sockets, in one run.
@NetActor
@Suite(.serialized, .timeLimit(.minutes(2)))
struct CheckRunTests {
    private static let library = Library.load(Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }).library
    private let network = SystemNetwork()
    private let block = AddressBlock.random()

    @Test func everyCheckHasItsOwnResultAndItsCause() async throws {
        let server = try await answering(1...40)
        defer { server.stop() }
        // Four checks a host; behind every fifth host is nothing.
        let checks = try (0..<200).map { try check($0, toward: UInt8($0 % 50 + 1)) }
        let results = try await run(checks)
        #expect(results.map(\.index).sorted() == Array(0..<200))
        for result in results {
            #expect(result.report.target == checks[result.index].target?.text)
            #expect(result.report.verdict == (result.index % 50 < 40 ? .ok : .critical))
            #expect(result.report.causes.first?.id == (result.index % 50 < 40 ? nil : "net.port-closed"))
        }
    }

    @Test func whatIsSilentDelaysNobody() async throws {
        let server = try await answering(1...20)
        defer { server.stop() }
        let silent = try (1...20).map { try network.openDatagramSocket(at: block.endpoint($0 + 100, port: 5060)).get() }
        defer { for socket in silent { socket.close() } }
        // The silent ones come first, and all of them together fill every place.
        let checks = try (0..<40).map { try check($0, toward: UInt8($0 < 20 ? $0 + 101 : $0 - 19), timeoutMs: 3000) }
        var limits = CheckRun.Limits()
        limits.probes = 20
        let order = try await run(checks, limits).map(\.index)
        #expect(Set(order.prefix(20)) == Set(20..<40))
    }

    @Test func theDeadlineEndsTheRunAndEveryCheckIsTold() async throws {
        let silent = try network.openDatagramSocket(at: block.endpoint(1, port: 5060)).get()
        defer { silent.close() }
        let checks = try (0..<30).map { try check($0, toward: 1) }
        let began = network.time.now
        let results = try await run(checks, deadlineMs: 700)
        #expect(network.time.now.milliseconds(since: began) < 2700)
        #expect(results.count == 30)
        #expect(results.allSatisfy { $0.report.verdict == .unknown })
        #expect(results.contains { $0.report.summary == "not tried: the deadline of the whole run came first" })
    }

    @Test func aThresholdThatDoesNotHoldChangesTheVerdict() async throws {
        let server = try await answering(1...1)
        defer { server.stop() }
        var checks = [try check(0, toward: 1), try check(1, toward: 1)]
        let never = ThresholdRange("1000:", in: .seconds)
        checks[1].thresholds = [Threshold("rtt", critical: never)]
        let results = try await run(checks).sorted { $0.index < $1.index }
        #expect(results.map(\.report.verdict) == [.ok, .critical])
    }

    private func answering(_ hosts: ClosedRange<UInt8>) async throws -> SIPServer {
        try await SIPServer.start(
            .init(endpoints: hosts.map { block.endpoint($0, port: 5060) }, udp: .healthy, tcp: .closed), on: network)
    }

    private func check(_ index: Int, toward host: UInt8, timeoutMs: Int = 5000) throws -> Check {
        var settings = ProbeSettings()
        settings.timeoutMs = timeoutMs
        return Check(
            name: "check \(index)", inquiry: .options, target: try Target("sip:\(block.address(host));transport=udp"),
            settings: settings)
    }

    private func run(
        _ checks: [Check], _ limits: CheckRun.Limits = .init(), deadlineMs: Int = 60_000
    ) async throws -> [CheckRun.Result] {
        let run = CheckRun(
            checks, library: try #require(Self.library), network: network, nameServers: NameServers([]),
            pace: HostPace(perSecond: 100), limits: limits,
            deadline: network.time.now.adding(milliseconds: deadlineMs))
        var results: [CheckRun.Result] = []
        for await result in run.results() { results.append(result) }
        return results
    }
}
