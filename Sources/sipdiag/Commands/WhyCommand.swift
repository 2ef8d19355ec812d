import ArgumentParser
import Diagnosis
import Net
import Probes

struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Why did the call fail, and who must do what?",
        discussion: """
            sipdiag why example.com              probe it, walk the playbook, name the cause
            sipdiag why 408 sip:bob@example.com  a failure seen elsewhere: measure the path now
            sipdiag why report.json              judge a saved report again, offline
            sipdiag why 486                      explain a code, a Q.850 cause (Q.850:34) or a cause id

            Until sipdiag can place calls, it probes a target with a user by OPTIONS, as under --no-call.
            """)

    @Argument(
        help: ArgumentHelp("What you have in hand: a code, a cause, a saved report, a target.", valueName: "what"))
    var word: String?

    @Argument(help: "With a code: the target to measure now.")
    var target: String?

    @Flag(help: "Keep to OPTIONS; place no call.")
    var noCall = false

    @OptionGroup(title: "Probing") var probing: ProbingOptions
    @OptionGroup(title: "Playbooks") var walk: WalkOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let library = try Knowledge.load(extra: walk.playbooks)
        switch try Subject(word, target: target, library) {
        case .target(let text): try await diagnose(text, seen: nil)
        case .code(let code, let target?):
            let row = library.row(forCode: code)
            try await diagnose(target, seen: CallFinding.seenElsewhere(code: code, phrase: row?.title.value))
        case .code(let code, nil): try explain(Explanation.ofCode(code, library), library)
        case .q850(let value): try explain(Explanation.ofQ850(value, library), library)
        case .cause(let id): try explain(Explanation.ofCause(id, library), library)
        case .file(let path): try judgeAgain(path, library)
        }
    }

    private func diagnose(_ text: String?, seen: Finding?) async throws {
        let run = ProbingRun(command: "why", target: text, probing: probing, output: output, walk: walk)
        let says = !noCall && !output.quiet && (text.map { (try? Target($0))?.user != nil } ?? false)
        if says {
            Output.write("sipdiag: it cannot place calls yet; it probes by OPTIONS, as under --no-call.\n", to: .error)
        }
        try await run.run { bench in
            let result = await Diagnoser(bench.driver).run(seen: seen)
            let placed = result.findings.first { $0.test == "call" } ?? result.call
            return ProbingRun.Measured(result, tried: .of(call: placed))
        }
    }

    private func explain(_ explanation: Explanation?, _ library: Library) throws {
        guard let explanation else { throw ValidationError("nothing is known of \(word ?? "")") }
        finish(explanation.report, library)
    }

    /// The findings of the report, judged by the playbooks of today.
    private func judgeAgain(_ path: String, _ library: Library) throws {
        let report: Report
        do {
            report = try Report.decode(try FileReader.read(path, limit: 64 << 20))
        } catch {
            throw ValidationError("\(path): \(error)")
        }
        let again = Diagnoser.judgeAgain(report, library: library, answers: try walk.answers, expected: probing.expect)
        finish(again, library)
    }

    private func finish(_ report: Report, _ library: Library) -> Never {
        let titles = library.causes.mapValues(\.title.value)
        Main.finish(Output.write(report, output, causeTitles: titles) ? report.exitCode : Verdict.unknown.exitCode)
    }
}
