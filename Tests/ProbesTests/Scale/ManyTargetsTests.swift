import DNS
import Diagnosis
import Lab
import Net
import TestSupport
import Testing

@testable import Probes

/// One process, a thousand servers; `swift test --filter ManyTargetsTests` prints time and memory (SIPDIAG_SCALE=5000 asks
/// for more).
@NetActor
@Suite(.whenQuiet, .serialized, .timeLimit(.minutes(2)))
struct ManyTargetsTests {
    private static let count = Environment.value("SIPDIAG_SCALE").flatMap { Int($0) } ?? 1000
    private static let network = SystemNetwork()

    private static func servers(_ second: UInt32) -> [Endpoint] {
        (0..<UInt32(count)).map { Endpoint(.v4(0x7F00_0000 | second << 16 | $0 + 1), port: 5060) }
    }

    private func context(_ target: String, _ change: (inout ProbeSettings) -> Void = { _ in }) throws -> ProbeContext {
        var settings = ProbeSettings()
        settings.timeoutMs = 20_000
        change(&settings)
        return ProbeContext(
            target: try Target(target), settings: settings, network: Self.network, nameServers: NameServers([]),
            started: Self.network.time.now)
    }

    /// All at once, from one socket.
    @Test func oneRun() async throws {
        let servers = Self.servers(200)
        let lab = try await SIPServer.start(.init(endpoints: servers, udp: .healthy, tcp: .closed), on: Self.network)
        defer { lab.stop() }
        let context = try context("127.0.0.1") { $0.maximumTransactions = Self.count }
        defer { context.close() }
        let (began, before) = (Self.network.time.now, ProcessMemory.now)
        let results = await concurrently(servers) { await OptionsProbe.ask(.init($0, .udp), in: context) }
        report("one run, one socket", since: began, before)
        #expect(results.count { $0.code == 200 } == Self.count)
        #expect(results.allSatisfy { $0.strays == 0 })
    }

    /// A run each, as a monitor has it.
    @Test func aRunEach() async throws {
        let servers = Self.servers(201)
        let lab = try await SIPServer.start(.init(endpoints: servers, udp: .healthy, tcp: .closed), on: Self.network)
        defer { lab.stop() }
        let (began, before) = (Self.network.time.now, ProcessMemory.now)
        let contexts = try servers.map { try context("\($0)") }
        defer { for context in contexts { context.close() } }
        let findings = await concurrently(contexts) { await $0.run(TestRequest(test: "sip.options")) }
        report("a run and a socket each", since: began, before)
        #expect(findings.count { $0.outcome == "answered" } == Self.count)
    }

    /// A server that repeats its answer 5,000 times is answered by silence.
    @Test func duplicates() async throws {
        var reaction = SIPReaction.ok
        reaction.copies = 5000
        let server = Endpoint(.v4(0x7FCA_0001), port: 5060)
        let plan = SIPServer.Plan(server, udp: .answers(SIPAnswers(others: reaction)), tcp: .closed)
        let lab = try await SIPServer.start(plan, on: Self.network)
        defer { lab.stop() }
        let context = try context("\(server)")
        defer { context.close() }
        let finding = await context.run(TestRequest(test: "sip.options"))
        #expect(finding.outcome == "answered")
        #expect(context.log.messages.count <= 300)
    }

    private func report(_ what: String, since began: Instant, _ before: ProcessMemory) {
        let ms = Int(Self.network.time.now.milliseconds(since: began))
        print("\(Self.count) targets, \(what): \(ms) ms, \(ProcessMemory.now.words(since: before))")
    }
}
