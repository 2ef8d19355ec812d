import ArgumentParser
import Diagnosis
import Net
import Probes

struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Why did the call fail, and who must do what?",
        discussion: """
            sipdiag why sip:bob@example.com        place the call, and explain what comes
            sipdiag why example.com                probe the server, and name the cause
            sipdiag why --lab udp-dead             the same against the built-in lab
            sipdiag why 408 sip:bob@example.com    a failure seen elsewhere: measure now
            sipdiag why report.json                judge a saved report again, offline
            sipdiag why 486                        explain a code; Q.850:34, Warning:304,
                                                   a cause (net.udp-blocked), a symptom

            Symptoms: connection-refused, drops-after-32s, drops-at-fixed-time,
            intermittent, no-audio, no-inbound-calls, no-response, one-way-audio,
            ringing-then-cancelled, tls-failed, trying-then-nothing.

            A call is taken back at the first ringing answer. --no-call keeps to OPTIONS.
            """)

    @Argument(
        help: ArgumentHelp("A target, a code, a cause, a symptom or a saved report.", valueName: "what"))
    var word: String?

    @Argument(help: "With a code or a symptom: the target to measure now.")
    var target: String?

    @Flag(help: "Keep to OPTIONS; place no call.")
    var noCall = false

    @OptionGroup(title: "Calling") var calling: CallOptions
    @OptionGroup(title: "Probing") var probing: ProbingOptions
    @OptionGroup(title: "Judging") var judging: JudgingOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let library = try Knowledge.load(extra: judging.playbooks)
        let named = word ?? (probing.monitoring.hostname == nil ? probing.profileTarget : nil)
        guard let word = named, !word.isEmpty else {
            guard probing.lab != nil || probing.monitoring.hostname != nil else {
                if judging.mayAsk(output) { return try await askAndDiagnose(library) }
                throw ValidationError(
                    "say what you have in hand: a target (why sip:bob@example.com), a code (why 408) or a saved "
                        + "report (why report.json); `why --lab udp-dead` tries it out")
            }
            return try await diagnose(nil, library)
        }
        try await explain(word, library)
    }

    /// What the person has in hand, and what is to be done with it.
    private func explain(_ word: String, _ library: Library) async throws {
        let isTarget = CommandLine.arguments.contains("--") && target == nil
        let subject = isTarget ? Subject.target(word) : try Subject(word, library)
        let isHost = probing.monitoring.hostname != nil
        let here = target != nil || probing.lab != nil || isHost
        switch subject {
        case .code where here || probing.profileTarget != nil, .symptom where here || probing.profileTarget != nil:
            try await diagnose(target, library, seen: finding(of: subject, library))
        case .target(let text) where target == nil: try await diagnose(text, library)
        case _ where target != nil || isHost:
            throw ValidationError(
                "\(word): two words are a code or a symptom and a target, such as `why 408 sip:bob@example.com`")
        case _ where here:
            throw ValidationError(
                "--lab brings its own target; leave out “\(word)”, or give the code or symptom that was seen")
        case .code, .symptom:
            guard let target = askForTarget() else { return try read(subject, library) }
            try await diagnose(target, library, seen: finding(of: subject, library))
        case .number, .cause: try read(subject, library)
        case .file(let path): try judgeAgain(path, library)
        case .target: break
        }
    }

    /// On a terminal, where a failure was seen; nil: only what is known of it is wanted.
    private func askForTarget() -> String? {
        guard judging.mayAsk(output), StandardStream.output.isTerminal, output.output == nil else { return nil }
        switch Questioner().ask(.origin, canGoBack: false, problem: Intake.problem(withTarget:)) {
        case .answer(let target): return target
        case .interrupted: Main.finish(Diagnosis.ExitCode.interrupted)
        case .skip, .back, .quit: return nil
        }
    }

    /// Shows what is known of a code, a cause or a symptom.
    private func read(_ subject: Subject, _ library: Library) throws {
        let explanation: Explanation? =
            switch subject {
            case .code(let code): .ofCode(code, library)
            case .number(let kind, let value): .of(kind, value, library)
            case .cause(let id): .ofCause(id, library)
            case .symptom(let symptom): .ofSymptom(symptom, library)
            case .file, .target: nil
            }
        guard let explanation else { throw ValidationError("nothing is known of \(word ?? "it")") }
        Output.finish(explanation.report, output, library)
    }

    /// On a terminal, with nothing in hand: asks, then measures.
    private func askAndDiagnose(_ library: Library) async throws {
        switch Intake.ask(library, proposesCall: !noCall) {
        case .left: Main.finish(Diagnosis.ExitCode.interrupted)
        case .read(let subject): try read(subject, library)
        case .judge(let report, let answers): try judgeAgain(report, library, answers)
        case .measure(let intake):
            let seen = intake.seen.flatMap { finding(of: $0, library) }
            try await diagnose(intake.target, library, seen: seen, told: intake.told, mayCall: intake.mayCall)
        }
    }

    /// A failure that somebody met elsewhere; nil where the word is not about one.
    private func finding(of subject: Subject, _ library: Library) -> Finding? {
        switch subject {
        case .code(let code):
            CallFinding.seenElsewhere(code: code, phrase: library.row(forCode: code)?.title.value)
        case .symptom(let symptom):
            CallFinding.seenElsewhere(
                symptom: symptom, title: library.playbooks(forSymptom: symptom).first?.title.value ?? symptom)
        default: nil
        }
    }

    /// - Parameters:
    ///   - seen: a failure that somebody met elsewhere; nil: what this run meets is what is explained.
    ///   - mayCall: nobody said that they want no call.
    private func diagnose(
        _ text: String?, _ library: Library, seen: Finding? = nil, told: [String: String] = [:], mayCall: Bool = true
    ) async throws {
        var run = ProbingRun(
            inquiry: .why(seen: seen), target: text, probing: probing, output: output, judging: judging,
            library: library, told: told, followUp: try followUp(library, told))
        // A failure seen elsewhere is measured by what rings nowhere, until somebody allows a call.
        run.call = try calling.settings()
        run.call.isAllowed = !noCall && mayCall && seen == nil
        run.mayProposeCall = !noCall && judging.mayAsk(output)
        // What DNS would choose may be another transport than the one that was seen to fail.
        if seen?.text("symptom") == "tls-failed", probing.transport == nil { run.probing.transport = "tls" }
        try await run.run()
    }

    /// The findings of the report, judged by the playbooks of today.
    /// - Parameter told: what the person answered before.
    private func judgeAgain(_ path: String, _ library: Library, _ told: [String: String] = [:]) throws {
        let report: Report
        do {
            report = try Report.decode(try FileReader.read(path, limit: 64 << 20))
        } catch let problem as ReportProblem {
            throw ValidationError("\(path) is no report that sipdiag can read: \(problem)")
        } catch {
            throw ValidationError("\(path): \(error)")
        }
        guard [report.verdict.exitCode, Diagnosis.ExitCode.interrupted].contains(report.exitCode) else {
            throw ValidationError(
                "\(path): the exit code \(report.exitCode) does not go with the verdict \(report.verdict.rawValue)")
        }
        let canBeJudgedAnew = report.thresholds.isEmpty || report.findings.contains { $0.test == "call" }
        guard probing.monitoring.thresholds.isEmpty || canBeJudgedAnew else {
            throw ValidationError(
                "\(path): its numbers were judged when they were measured; -w and -c go with a new run")
        }
        let answers = told.merging(try judging.answers(to: library)) { $1 }
        let again = Diagnoser.judgeAgain(
            report, library: library, answers: answers, expected: probing.expect,
            thresholds: probing.monitoring.thresholds)
        guard let followUp = try followUp(library, told) else { Output.finish(again, output, library) }
        followUp.finish(again)
    }

    /// What asks the questions that stay open, where somebody is there to answer.
    private func followUp(_ library: Library, _ told: [String: String]) throws -> FollowUp? {
        guard judging.mayAsk(output) else { return nil }
        let given = told.merging(try judging.answers(to: library)) { $1 }
        return FollowUp(
            library: library, output: output, given: given, expected: probing.expect,
            thresholds: probing.monitoring.thresholds)
    }
}
