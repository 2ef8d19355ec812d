package import Diagnosis
package import Net
package import Probes

/// Runs many checks beside each other. The probes come first; what fails is diagnosed in places of its own, so that no bad
/// target keeps another one waiting.
@NetActor
package final class CheckRun {
    /// How much goes on at once.
    package struct Limits: Sendable {
        package var probes = 500
        /// Beside them: those that take much longer than what is fine does.
        package var slow = 1500
        /// So many that wait for their diagnosis hold up the probes: each keeps its measurements and a socket.
        package var failed = 2000
        package var perHost = 10
        package var diagnoses = 50

        package init() {}
    }

    private let checks: [Check]
    private let network: any Network
    private let nameServers: NameServers
    private let library: Library
    private let limits: Limits
    private let pace: HostPace
    private let began: Instant
    private let deadline: Instant
    /// Where waits who does nothing now: checks that are not due yet.
    private let bench: WaitingRoom<Never>
    /// When the probes on their way began, by the check's place in the list.
    private var probing: [Int: Instant] = [:]
    /// What a probe that was fine took lately, milliseconds; at first a guess.
    private var usualMs = 500.0
    private var isOver = false
    private var open: [Int: ProbeContext] = [:]
    private var isInterrupted = false

    /// What a check has come to, and what it still holds open.
    private struct Stage: Sendable {
        var index: Int
        var context: ProbeContext
        var measured: Measured
        var report: Report
        var isDiagnosed: Bool
    }

    /// - Parameters:
    ///   - nameServers: of the checks that name none themselves.
    ///   - pace: how fast one host may be asked by all of them together.
    ///   - deadline: The whole run ends by then.
    package init(
        _ checks: [Check], library: Library, network: any Network, nameServers: NameServers, pace: HostPace,
        limits: Limits = Limits(), deadline: Instant
    ) {
        self.checks = checks
        self.library = library
        self.network = network
        self.nameServers = nameServers
        self.pace = pace
        self.limits = limits
        self.deadline = deadline
        began = network.time.now
        bench = WaitingRoom(time: network.time)
    }

    /// One result a check, as it comes.
    package struct Result: Sendable {
        /// The check's place in the list.
        package var index: Int
        package var report: Report
        /// False: no time was left for it, or Ctrl-C ended it; it says nothing of the target.
        package var isTried = true
        /// Until when the server asked to be left alone, milliseconds since 1970.
        package var restsUntilUnixMs: Int?
    }

    /// One result for every check, each as soon as it is there. A check for which no time is left is unknown.
    package func results() -> AsyncStream<Result> {
        AsyncStream { continuation in
            Task { @NetActor in
                await run { continuation.yield($0) }
                continuation.finish()
            }
        }
    }

    private func run(_ each: (Result) -> Void) async {
        var queue = CheckQueue(
            hosts: checks.map(\.host), atOnce: limits.probes, perHost: limits.perHost, slowAtOnce: limits.slow)
        var failed: [Stage] = []
        var diagnosing = 0
        var left = checks.count
        await withTaskGroup(of: Stage?.self) { group in
            group.addTask { await self.pause() }
            while left > 0 {
                while failed.count < limits.failed, let index = queue.next() {
                    if hasEnded {
                        queue.leave(index)
                        left -= 1
                        each(Result(index: index, report: untried(checks[index]), isTried: false))
                    } else {
                        probing[index] = network.time.now
                        group.addTask { await self.probe(index) }
                    }
                }
                while diagnosing < limits.diagnoses, let stage = failed.popLast() {
                    diagnosing += 1
                    group.addTask { await self.diagnose(stage) }
                }
                guard left > 0, let ended = await group.next() else { break }
                guard let stage = ended else {
                    for index in slowProbes() { queue.slowDown(index) }
                    group.addTask { await self.pause() }
                    continue
                }
                if stage.isDiagnosed {
                    diagnosing -= 1
                } else {
                    queue.leave(stage.index)
                    note(stage, began: probing.removeValue(forKey: stage.index))
                }
                if !stage.isDiagnosed, stage.report.verdict != .ok, stage.measured.call != nil, !hasEnded {
                    failed.insert(stage, at: 0)
                } else {
                    left -= 1
                    each(close(stage))
                }
            }
            isOver = true
            bench.resumeAll(returning: nil)
        }
    }

    /// Now and then the run looks who has become slow.
    private func pause() async -> Stage? {
        if !isOver { _ = await bench.wait(until: network.time.now.adding(milliseconds: 500)) }
        return nil
    }

    private func note(_ stage: Stage, began: Instant?) {
        guard let began, stage.report.verdict == .ok else { return }
        usualMs += (network.time.now.milliseconds(since: began) - usualMs) / 16
    }

    /// On a busy machine all take long, and more of them would make it worse: slow is what others are not.
    private func slowProbes() -> [Int] {
        let now = network.time.now
        return probing.filter { now.milliseconds(since: $0.value) >= max(1000, 4 * usualMs) }.map(\.key)
    }

    /// Ends everything now; what was measured so far is told.
    package func interrupt() {
        isInterrupted = true
        bench.resumeAll(returning: nil)
        for context in open.values { context.interrupt() }
    }

    private var hasEnded: Bool { isInterrupted || network.time.now >= deadline }

    private func probe(_ index: Int) async -> Stage {
        let check = checks[index]
        if !isInterrupted { _ = await bench.wait(until: min(began.adding(milliseconds: check.waitMs), deadline)) }
        var settings = check.settings
        // A failing check may wait for its diagnosis: what bounds it is the patience of each exchange, and the whole run.
        settings.deadlineMs = max(1, Int(deadline.milliseconds(since: network.time.now)))
        let context = ProbeContext(
            target: check.target, settings: settings, network: network,
            nameServers: settings.nameServers.map { NameServers($0) } ?? nameServers,
            started: network.time.now, pace: pace)
        open[index] = context
        probing[index] = network.time.now
        if isInterrupted { context.interrupt() }
        let demandsLoss = check.thresholds.contains { $0.measure == "loss" }
        async let loss = demandsLoss ? context.run(TestRequest(test: "path.loss")) : nil
        var measured = await diagnoser(context).answer(check.inquiry)
        if let loss = await loss { measured.findings.append(loss) }
        return await stage(index, context, measured, isDiagnosed: false)
    }

    private func diagnose(_ stage: Stage) async -> Stage {
        let measured = await diagnoser(stage.context).diagnose(stage.measured)
        return await self.stage(stage.index, stage.context, measured, isDiagnosed: true)
    }

    private func diagnoser(_ context: ProbeContext) -> Diagnoser {
        Diagnoser(WalkDriver(context: context, library: library))
    }

    private func stage(_ index: Int, _ context: ProbeContext, _ measured: Measured, isDiagnosed: Bool) async -> Stage {
        await context.endCalls()
        let check = checks[index]
        var report = await measured.report(
            check.inquiry, of: check.subject, in: context, expected: check.expected, interrupted: isInterrupted)
        report.tool.playbooks = library.version
        return Stage(
            index: index, context: context, measured: measured,
            report: check.expectation.judge(report.judged(by: check.thresholds)),
            isDiagnosed: isDiagnosed)
    }

    private func close(_ stage: Stage) -> Result {
        open[stage.index] = nil
        stage.context.close()
        return Result(
            index: stage.index, report: stage.report, isTried: stage.report.exitCode != ExitCode.interrupted,
            restsUntilUnixMs: stage.context.restsUntilUnixMs)
    }

    private func untried(_ check: Check) -> Report {
        let why = isInterrupted ? "interrupted" : "the deadline of the whole run came first"
        return Report(
            tool: Report.Tool(version: SipdiagVersion.text, playbooks: library.version), command: check.inquiry.command,
            target: check.subject,
            startedAt: Timestamp(millisecondsSince1970: Int(network.time.unixMilliseconds)), durationMs: 0,
            verdict: .unknown, exitCode: isInterrupted ? ExitCode.interrupted : nil, summary: "not tried: \(why)")
    }
}
