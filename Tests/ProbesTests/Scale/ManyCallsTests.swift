import DNS
import Diagnosis
import Lab
import Net
import TestSupport
import Testing

@testable import Probes

/// One process, five hundred calls one after the other, each answered, acknowledged and hung up;
/// `swift test --filter ManyCallsTests` prints time and memory (SIPDIAG_SCALE=5000 asks for more).
@NetActor
@Suite(.whenQuiet, .serialized, .timeLimit(.minutes(2)))
struct ManyCallsTests {
    private static let count = Environment.value("SIPDIAG_SCALE").flatMap { Int($0) } ?? 500
    private static let network = SystemNetwork()

    @Test func oneAfterAnother() async throws {
        let block = AddressBlock.random()
        let place = block.endpoint(1, port: 5060)
        let server = try CallServer.start(.init([place], others: .answers()), on: Self.network)
        defer { server.stop() }
        let before = ProcessMemory.now
        let began = Self.network.time.now
        var outcomes: [String: Int] = [:]
        var runs: [Run] = []
        for number in 0..<Self.count {
            let (finding, run) = try await call("sip:c\(number)@\(place)")
            outcomes[finding.outcome, default: 0] += 1
            runs.append(run)
        }
        let ms = Int(Self.network.time.now.milliseconds(since: began))
        print("\(Self.count) calls one after the other: \(ms) ms, \(ProcessMemory.now.words(since: before))")
        #expect(outcomes == ["answered": Self.count])
        #expect(server.book.callsUp == 0)
        #expect(server.book.unacknowledged == 0)
        // The tasks of the last one may still be about to end.
        #expect(runs.count { $0.context != nil } < 10)
    }

    /// What a call leaves in memory.
    private struct Run {
        weak var context: ProbeContext?
    }

    private func call(_ target: String) async throws -> (Finding, Run) {
        var settings = ProbeSettings()
        settings.call.isAllowed = true
        settings.call.ringMs = 5000
        settings.call.talkMs = 0
        let context = ProbeContext(
            target: try Target(target), settings: settings, network: Self.network, nameServers: NameServers([]),
            started: Self.network.time.now)
        let finding = await context.run(TestRequest(test: "sip.invite"))
        await context.endCalls()
        context.close()
        return (finding, Run(context: context))
    }
}
