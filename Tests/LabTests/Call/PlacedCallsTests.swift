import DNS
import Diagnosis
import Net
import Probes
import TestSupport
import Testing

@testable import Lab

/// Calls through the whole of sipdiag, on real sockets, to callees that behave as chance will have it over a network that
/// loses, doubles and delays: by the server's own book none is left standing. A hundred; `SIPDIAG_SCALE` says how many.
@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(10)))
struct PlacedCallsTests {
    private static let count = Environment.value("SIPDIAG_SCALE").flatMap { Int($0) } ?? 100
    private static let atOnce = 50

    @Test func noneIsLeftStanding() async throws {
        let block = AddressBlock.random()
        var plan = CallServer.Plan([block.endpoint(1, port: LabPlan.sipPort)], others: .answers())
        for seed in 0..<Self.count { plan.callees["c\(seed)"] = CallScript.chance(seed: UInt64(seed)) }
        plan.weather = Weather(seed: 1, lost: 3, doubled: 20, delayed: 20, delayMs: 300)
        let server = try CallServer.start(plan, on: Client.network)
        defer { server.stop() }

        var outcomes: [String: Int] = [:]
        for first in stride(from: 0, to: Self.count, by: Self.atOnce) {
            let callees = Array(first..<min(first + Self.atOnce, Self.count))
            let contexts = try callees.map { try Self.context("sip:c\($0)@\(block.address(1))") }
            let tasks = contexts.map { context in
                Task { @NetActor in
                    let finding = await context.run(TestRequest(test: "sip.invite"))
                    await context.endCalls()
                    return finding
                }
            }
            for task in tasks { outcomes[await task.value.outcome, default: 0] += 1 }
            // What comes late is dealt with until a run ends.
            for context in contexts { context.close() }
        }

        #expect(server.book.callsUp == 0)
        // Who hears nothing at all may not cancel (RFC 3261 9.1).
        let ringing = server.book.calls.filter { $0.state == .ringing }.map(\.callee)
        let mute = (0..<Self.count).filter {
            let script = CallScript.chance(seed: UInt64($0))
            return script.outcome == .rings && script.provisionals.isEmpty
        }
        #expect(Set(ringing).isSubset(of: mute.map { "c\($0)" }))
        #expect(
            Set(outcomes.keys).isSubset(of: ["answered", "ringing", "response", "timeout", "trying"]), "\(outcomes)")
        #expect((outcomes["answered"] ?? 0) > Self.count / 4, "\(outcomes)")
    }

    private static func context(_ uri: String) throws -> ProbeContext {
        var settings = ProbeSettings()
        settings.call.isAllowed = true
        settings.call.talkMs = 100
        settings.timeoutMs = 2000
        return ProbeContext(
            target: try Target(uri), settings: settings, network: Client.network, nameServers: NameServers([]),
            started: Client.network.time.now)
    }
}
