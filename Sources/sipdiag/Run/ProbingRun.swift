import ArgumentParser
import Diagnosis
import Lab
import Net
import Probes

/// One probing command, from its options to its exit code.
struct ProbingRun: Sendable {
    var inquiry: Inquiry
    /// As the person wrote it; nil with `--lab`, with `-H`, and for commands that need none.
    var target: String?
    var probing: ProbingOptions
    var output: OutputOptions
    var judging: JudgingOptions
    var call = CallSettings()
    /// Nil: those that `judging` asks for.
    var library: Library?
    /// What a person said beforehand: answers to questions of the trees, and facts of the group `call`.
    var told: [String: String] = [:]
    /// A call that was not asked for may be proposed to the person.
    var mayProposeCall = false
    /// Asks what the measurements leave open; nil: nobody is there.
    var followUp: FollowUp?

    func run() async throws {
        let library = try library ?? Knowledge.load(extra: judging.playbooks)
        let answers = told.merging(try judging.answers(to: library)) { $1 }
        var options = probing.probe
        let target = try probing.monitoring.target(target)
        // What `status` asks about are pages, and no SIP server.
        let named = target ?? (inquiry == .status ? nil : probing.profileTarget)
        var name = named.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        let lab = try await LabBench.start(probing.lab, beside: target)
        if let scenario = await lab?.scenario {
            if inquiry != .status { name = scenario.target }
            options.apply(scenario, hasTimeout: probing.timeout != nil)
        }
        if inquiry.needsTarget, name == nil {
            throw ValidationError("name a TARGET, such as example.com or sip:bob@example.com (or try --lab healthy)")
        }
        let context = try await context(for: name, options, in: lab?.scenario)
        let subject = inquiry == .status ? options.statusURLs.first : name
        let events = await EventStream(output)
        let tool = Report.Tool(version: SipdiagVersion.text, playbooks: library.version)
        await events?.tell(.version(tool, command: inquiry.command, target: subject))
        if let events { await tell(events, of: context, answers) }
        let progress = await Progress(of: context, output)
        let interrupted = await Interruption.watch { await context.interrupt() }
        let consent: @Sendable () async -> Bool = { await proposesCall(in: context, interrupted) }
        let driver = await WalkDriver(
            context: context, library: library, answers: answers, consent: mayProposeCall ? consent : nil)
        var measured = await Diagnoser(driver).answer(inquiry)
        for index in measured.findings.indices where measured.findings[index].test == "call" {
            measured.findings[index].facts.merge(told.mapValues { .text($0) }) { $1 }
        }
        await progress.end()
        await context.endCalls()
        let wasInterrupted = await interrupted.end()
        let report = await measured.report(
            inquiry, of: subject, in: context, expected: probing.expect, interrupted: wasInterrupted
        ).judged(by: probing.monitoring.thresholds)
        await context.close()
        await lab?.stop()
        guard let followUp, !wasInterrupted else {
            Output.finish(report, output, library, after: await events?.end())
        }
        followUp.finish(report, hasLeft: await interrupted.hasLeft)
    }

    /// Tells the events of the run from here on.
    @NetActor
    private func tell(_ events: EventStream, of context: ProbeContext, _ answers: [String: String]) {
        for (id, word) in answers.sorted(by: { $0.key < $1.key }) { events.tell(.answer(id: id, word)) }
        context.watch(events.tell)
    }

    /// Asks whether the call may be placed that a walk waits for.
    private func proposesCall(in context: ProbeContext, _ interruption: Interruption) async -> Bool {
        let settings = await context.settings
        guard let target = await context.target else { return false }
        let step = GuideStep.consent(
            callee: target.text, ringMs: settings.call.ringMs, login: settings.credentials?.username)
        let reply = await interruption.pause { Questioner().ask(step, canGoBack: false) }
        if case .answer("yes") = reply { return true } else { return false }
    }

    private func context(
        for name: String?, _ options: ProbeOptions, in scenario: LabScenario?
    ) async throws -> ProbeContext {
        do {
            let target = try name.map { text throws(TargetProblem) in try Target(text) }
            var settings = try ProbeSettings(options)
            settings.call = call
            if let scenario { settings.call.apply(scenario) }
            if probing.deadline == nil { settings.makeTimeForCall() }
            if let problem = target?.problem(settings) ?? target?.problem(calling: call, needsUser: inquiry.needsUser) {
                throw ValidationError("\(problem.text): \(problem.rule)")
            }
            settings.credentials =
                try probing.identity.credentials(
                    for: settings.user ?? target?.user, mayAsk: judging.mayAsk(output))
                ?? scenario?.login.map { Credentials(username: $0.user, password: $0.password) }
            let network = SystemNetwork()
            let servers = settings.nameServers.map { NameServers($0) } ?? NameServers.ofSystem()
            return await ProbeContext(
                target: target, settings: settings, network: network, nameServers: servers, started: network.time.now)
        } catch let problem as TargetProblem {
            throw ValidationError("\(problem)")
        } catch let problem as OptionProblem {
            throw ValidationError("\(problem)\(probing.filledIn.origin(of: problem.option))")
        }
    }
}
