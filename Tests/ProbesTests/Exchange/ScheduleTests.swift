import Diagnosis
import Net
import TestSupport
import Testing

@testable import Probes

/// When a request is sent, and when the waiting ends: to the millisecond.
@NetActor
@Suite struct ScheduleTests {
    @Test(arguments: [
        (5000, 30_000, [0, 500, 1500, 3500], 5000, "timeout"),
        (1000, 30_000, [0, 500], 1000, "timeout"),
        (500, 30_000, [0], 500, "timeout"),
        (
            32_000, 60_000, [0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500], 32_000,
            "timeout"
        ),
        // Beyond the RFC's own end nothing more comes.
        (
            40_000, 60_000, [0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500], 32_000,
            "timeout"
        ),
        // The end of the run cuts in the middle of a step.
        (5000, 2200, [0, 500, 1500], 2200, "cut"),
        (5000, 400, [0], 400, "cut"),
    ])
    func silence(_ timeout: Int, _ deadline: Int, _ times: [Int], _ end: Int, _ outcome: String) async throws {
        let bench = try Bench {
            $0.timeoutMs = timeout
            $0.deadlineMs = deadline
        }
        let (result, ms) = try await bench.ask()
        #expect(bench.network.times == times)
        #expect(ms == end)
        #expect(result.outcome == outcome)
        #expect(result.sent == times.count)
        #expect(Set(bench.network.sent.map(\.bytes)).count == 1)
    }

    /// A 100 moves the next request to T2, and nothing final makes it `trying`.
    @Test func trying() async throws {
        let bench = try Bench()
        bench.network.react = { $0.ms == 0 ? [$0.answer(100)] : [] }
        let (result, ms) = try await bench.ask()
        #expect(bench.network.times == [0, 500, 4500])
        #expect(ms == 5000)
        #expect(result.outcome == "trying")
    }

    /// The first request is lost: the answer to the second ends it at once.
    @Test func lostRequest() async throws {
        let bench = try Bench()
        bench.network.react = { $0.ms == 500 ? [$0.answer(200, afterMs: 30)] : [] }
        let (result, ms) = try await bench.ask()
        #expect(bench.network.times == [0, 500])
        #expect(ms == 530)
        #expect(result.code == 200)
        #expect(result.elapsedMs == 530)
    }

    /// An answer on the last millisecond counts, one after it does not.
    @Test(arguments: [(4999, "answered"), (5001, "timeout")])
    func lateAnswer(_ afterMs: Int, _ outcome: String) async throws {
        let bench = try Bench()
        bench.network.react = { $0.ms == 0 ? [$0.answer(200, afterMs: afterMs)] : [] }
        let (result, _) = try await bench.ask()
        #expect(result.outcome == outcome)
    }

    /// Ctrl-C ends every test at once, at whatever it waits for, and frees every socket.
    @Test(arguments: ["sip.options", "reach.udp_control", "reach.tcp", "reach.canary", "nat.mapping"])
    func interruption(_ test: String) async throws {
        let bench = try Bench {
            $0.canaries = [HostPort("192.0.2.20")].compactMap(\.self)
            $0.stunServers = [HostPort("192.0.2.30")].compactMap(\.self)
        }
        let (context, network) = (bench.context, bench.network)
        let parameters = test == "sip.options" ? ["transport": "tcp"] : [:]
        var finding: Finding?
        let run = Task { @NetActor in
            finding = await context.run(TestRequest(test: test, parameters: parameters))
        }
        await network.clock.advance(milliseconds: 300)
        #expect(finding == nil)
        context.close()
        await network.clock.advance(milliseconds: 0)
        let outcome = try #require(finding?.outcome)
        #expect(["cut", "skipped"].contains(outcome))
        #expect(network.openSockets == 0)
        let sent = network.sent.count
        await network.clock.advance(milliseconds: 60_000)
        #expect(network.sent.count == sent)
        let after = await context.run(TestRequest(test: "sip.options", parameters: ["family": "ipv6"]))
        #expect(after.outcome == "skipped")
        run.cancel()
    }

    /// The deadline ends them in the same way.
    @Test(arguments: ["sip.options", "reach.udp_control", "reach.tcp", "reach.canary", "nat.mapping"])
    func deadline(_ test: String) async throws {
        let bench = try Bench {
            $0.canaries = [HostPort("192.0.2.20")].compactMap(\.self)
            $0.stunServers = [HostPort("192.0.2.30")].compactMap(\.self)
            $0.deadlineMs = 700
        }
        let (finding, ms) = try await bench.run(test)
        #expect(["cut", "skipped"].contains(finding.outcome))
        #expect(ms == 700)
    }
}
