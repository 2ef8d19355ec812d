import Diagnosis
import Lab
import Net
import Probes
import SIP
import TestSupport
import Testing

@testable import Service

extension ChecksAtScale {
    /// Run after run against hosts that fail at random: each failure is told, nothing else is, and nothing stays open.
    /// SIPDIAG_RUNS=1000 asks for more runs, SIPDIAG_SEED=N for those of another time.
    @NetActor
    @Suite struct RandomLabTests {
        private static let runs = Environment.value("SIPDIAG_RUNS").flatMap { Int($0) } ?? 48
        private static let lanes = 16
        private static let hosts = 5

        /// What a host does in one run.
        private enum Mood: CaseIterable {
            case answers, isSlow, challenges, isOverloaded, isSilent, isClosed, answersAnother, talksNonsense, loses

            var behavior: SIPBehavior {
                switch self {
                case .answers: return .healthy
                case .isSlow: return with { $0.delayMs = 150 }
                case .challenges: return .code(401, [Header(.wwwAuthenticate, "Digest realm=\"lab\", nonce=\"1\"")])
                case .isOverloaded: return .code(503)
                case .isSilent: return .silent
                case .isClosed: return .closed
                case .answersAnother: return with { $0.disguise = .branch }
                case .talksNonsense: return with { $0.disguise = .bytes(Array("\u{1}\u{2}\u{3}".utf8)) }
                case .loses: return .healthy
                }
            }

            /// Verdicts that may be told of it, and no other.
            var verdict: Verdict {
                switch self {
                case .answers, .isSlow, .challenges, .loses: .ok
                case .isOverloaded: .warning
                case .isSilent, .isClosed, .answersAnother, .talksNonsense: .critical
                }
            }

            private func with(_ change: (inout SIPReaction) -> Void) -> SIPBehavior {
                var reaction = SIPReaction.ok
                change(&reaction)
                return .answers(SIPAnswers(others: reaction))
            }
        }

        @Test func everyFailureIsToldAndNothingElse() async throws {
            let seed = Environment.value("SIPDIAG_SEED").flatMap { UInt64($0) } ?? .random(in: 0...UInt64(UInt32.max))
            print("\(Self.runs) runs, SIPDIAG_SEED=\(seed)")
            var told: [String: Int] = [:]
            await withTaskGroup(of: [String: Int].self) { group in
                for lane in 0..<Self.lanes {
                    group.addTask {
                        await self.runs(lane, seed: seed)
                    }
                }
                for await lane in group { told.merge(lane, uniquingKeysWith: +) }
            }
            print("told: \(told.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))")
            #expect(told.values.reduce(0, +) == Self.runs * Self.hosts)
        }

        /// Every `lanes`th run, one after the other.
        private func runs(_ lane: Int, seed: UInt64) async -> [String: Int] {
            let bench = CheckBench()
            var ledger = CheckLedger()
            var told: [String: Int] = [:]
            for number in stride(from: lane, to: Self.runs, by: Self.lanes) {
                var chance = FixedGenerator(seed: seed &+ UInt64(number))
                let moods = (0..<Self.hosts).map { _ in Mood.allCases.randomElement(using: &chance) ?? .answers }
                do {
                    try await run(moods, bench, &ledger, "run \(number), SIPDIAG_SEED=\(seed)") {
                        told[$0, default: 0] += 1
                    }
                    #expect(try await bench.openSockets() == 0, "run \(number), SIPDIAG_SEED=\(seed)")
                } catch {
                    Issue.record("run \(number), SIPDIAG_SEED=\(seed): \(error)")
                }
            }
            return told
        }

        private func run(
            _ moods: [Mood], _ bench: CheckBench, _ ledger: inout CheckLedger, _ which: String, _ tell: (String) -> Void
        ) async throws {
            var servers: [SIPServer] = []
            defer { for server in servers { server.stop() } }
            for (host, mood) in moods.enumerated() {
                var plan = SIPServer.Plan(
                    Endpoint(bench.address(host), port: 5060), udp: mood.behavior, tcp: .closed)
                plan.temper.losesEverySecond = mood == .loses
                servers.append(try await SIPServer.start(plan, on: CheckBench.network))
            }
            // A lost request is sent again after half a second (RFC 3261 17.1.2.2).
            let checks = try moods.indices.map { try bench.check("host \($0)", of: $0, timeoutMs: 2500) }
            for result in try await bench.run(checks, pace: 100) {
                let (mood, report) = (moods[result.index], result.report)
                let entry = ledger.note(result, of: checks[result.index])
                let says: Comment = "\(which), host \(result.index) \(mood): \(report.oneLine)"
                #expect(report.verdict == mood.verdict, says)
                #expect(entry.isNews == (mood.verdict != .ok), says)
                #expect((report.causes.first?.id == "net.port-closed") == (mood == .isClosed), says)
                tell("\(mood)")
            }
        }
    }
}
