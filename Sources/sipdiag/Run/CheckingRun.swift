import Diagnosis
import Net
import Probes
import Service

/// One run of `sipdiag check`, from its checks to its exit code.
struct CheckingRun {
    var checks: [Check]
    var library: Library
    var output: OutputOptions
    /// Nil: nothing is remembered.
    var stateFolder: String?
    var rule = AlertRule()
    var alertsOnChange = false
    /// The whole run, milliseconds.
    var deadlineMs: Int
    /// At most how long the run waits before it begins, milliseconds, so that not every host of a site begins at once.
    var splayMs = 0
    /// New requests to one host in any second; nil: as for any run.
    var perSecond: Int?

    func run() async {
        let network = SystemNetwork()
        if splayMs > 0 {
            let wait = Splay.offset(of: HostName.own, within: splayMs)
            await network.time.sleep(until: network.time.now.adding(milliseconds: wait))
        }
        let began = network.time.now
        let now = Timestamp(millisecondsSince1970: Int(network.time.unixMilliseconds))
        var stream = ReportStream(output)
        guard let stateFolder else {
            var ledger = CheckLedger(rule: rule, alertsOnChange: alertsOnChange)
            let entries = await measure(&ledger, &stream, now, network)
            finish(entries, stream, began, network)
        }
        do {
            var folder = try StateStore.open(stateFolder, now: now)
            if let warning = folder.warning { tell(warning) }
            var ledger = CheckLedger(folder.state, rule: rule, alertsOnChange: alertsOnChange)
            let entries = await measure(&ledger, &stream, now, network)
            ledger.forget(before: now)
            folder.state = ledger.state
            do {
                try folder.save()
            } catch {
                tell("--state \(error); what was found is not remembered")
                finish(entries, stream, began, network, isRemembered: false)
            }
            finish(entries, stream, began, network)
        } catch {
            tell("--state \(error); nothing was sent")
            Main.finish(Verdict.unknown.exitCode)
        }
    }

    private func tell(_ text: String) { Output.write("sipdiag: \(SafeText.safe(text))\n", to: .error) }

    /// Every check of the list has its entry, in the order of the list.
    private func measure(
        _ ledger: inout CheckLedger, _ stream: inout ReportStream?, _ now: Timestamp, _ network: SystemNetwork
    ) async -> [Reports.Entry] {
        let waits = ledger.waits(of: checks, at: now)
        let due = checks.indices.filter { waits[$0] <= min(checks[$0].longestWaitMs, deadlineMs / 2) }
        var entries = checks.map { ledger.earlier($0) }
        var limits = CheckRun.Limits()
        // A check has a few sockets; a diagnosis some more.
        limits.probes = min(limits.probes, max(10, OpenFiles.raiseLimit() / 20))
        (limits.slow, limits.failed) = (3 * limits.probes, 4 * limits.probes)
        let turns = due.map { index in
            var check = checks[index]
            check.waitMs = waits[index]
            return check
        }
        let run = await CheckRun(
            turns, library: library, network: network, nameServers: .ofSystem(),
            pace: HostPace(perSecond: perSecond), limits: limits,
            deadline: network.time.now.adding(milliseconds: deadlineMs))
        let interruption = await Interruption.watch { await run.interrupt() }
        for await result in await run.results() {
            let index = due[result.index]
            stream?.tell(result.report)
            var entry = ledger.note(result, of: checks[index])
            entry.report = entry.report.map(output.kept)
            entries[index] = entry
        }
        _ = await interruption.end()
        return entries
    }

    private func finish(
        _ entries: [Reports.Entry], _ stream: ReportStream?, _ began: Instant, _ network: SystemNetwork,
        isRemembered: Bool = true
    ) -> Never {
        let reports = Reports(entries, durationMs: Int(network.time.now.milliseconds(since: began)))
        Output.finish(reports, output, after: stream, isWhole: isRemembered)
    }
}

extension OutputOptions {
    /// What is still shown of one report among thousands; the rest need not be kept until the last one is there.
    fileprivate func kept(of report: Report) -> Report {
        let isTold = shown == .ndjson && output == nil
        // Masks are learnt from all that reports say.
        guard isTold || redact == nil && ![.json, .ndjson].contains(shown) else { return report }
        var report = report
        report.messages = []
        report.path = []
        if shown != .prometheus { report.findings = [] }
        return report
    }
}
