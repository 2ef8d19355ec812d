import Diagnosis
import Lab
import Net
import Probes
import TestSupport
import Testing

@testable import Service

extension ChecksAtScale {
    /// Thousands of targets in one run (SIPDIAG_SCALE=10000 asks for more).
    @NetActor
    @Suite struct ManyChecksTests {
        private static let count = Environment.value("SIPDIAG_SCALE").flatMap { Int($0) } ?? 2000
        private static let pace = 10
        private let bench = CheckBench()

        /// One host of a hundred is silent. The first host has thirty checks more.
        @Test func nobodyIsLostOrAskedTooFastAndNothingStaysOpen() async throws {
            _ = OpenFiles.raiseLimit()
            let (silent, alive) = (0..<Self.count).reduce(into: ([Int](), [Int]())) { hosts, host in
                if host % 100 == 99 { hosts.0.append(host) } else { hosts.1.append(host) }
            }
            let servers = [try await bench.serve(alive, .healthy), try await bench.serve(silent, .silent)]
            defer { for server in servers { server.stop() } }
            let hosts = Array(0..<Self.count) + [Int](repeating: 0, count: 30)
            let checks = try hosts.enumerated().map { number, host in
                try bench.check("check \(number)", of: host, timeoutMs: host % 100 == 99 ? 1000 : 20_000)
            }
            let began = CheckBench.network.time.now
            var openMost = 0
            let watcher = Task {
                while !Task.isCancelled {
                    openMost = max(openMost, try await bench.openSockets())
                    await CheckBench.network.time.sleep(until: CheckBench.network.time.now.adding(milliseconds: 200))
                }
            }
            let results = try await bench.run(checks, pace: Self.pace)
            watcher.cancel()
            let ms = Int(CheckBench.network.time.now.milliseconds(since: began))
            print(
                "\(checks.count) checks, \(silent.count) of them of silent hosts: \(ms) ms, \(openMost) sockets at most"
            )

            #expect(results.map(\.index).sorted() == Array(checks.indices))
            for result in results {
                #expect(result.report.target == checks[result.index].target?.text)
                #expect(result.report.verdict == (hosts[result.index] % 100 == 99 ? .critical : .ok))
            }
            // Every silent host alone takes longer than a second.
            #expect(ms < 1000 * silent.count)
            #expect(openMost > 50 && openMost < 3 * CheckRun.Limits().probes)
            #expect(try await bench.openSockets() == 0)
            let sent = results.filter { hosts[$0.index] == 0 }.compactMap(\.report.firstSentMs).sorted()
            #expect(sent.count == 31)
            // What has its turn leaves some moments later on a busy machine.
            for (earlier, later) in zip(sent, sent.dropFirst(Self.pace)) { #expect(later - earlier >= 900) }
        }
    }
}

extension Report {
    /// When its first message left, milliseconds since 1970.
    fileprivate var firstSentMs: Int? { messages.first.map { startedAt.millisecondsSince1970 + $0.atMs } }
}
