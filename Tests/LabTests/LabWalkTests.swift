import Diagnosis
import Lab
import Net
import Playbooks
import Probes
import TestSupport
import Testing

/// The main job, end to end: every fault of the lab is found, on real sockets, and the saved report says the same again.
@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(4)))
struct LabWalkTests {
    static let library = Library.load(Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }).library

    @Test(arguments: LabFaults.all)
    func theCauseIsFound(of fault: LabFault) async throws {
        await Lanes.take()
        defer { Lanes.leave() }
        let library = try #require(Self.library)
        let lab = try await RunningLab.start(fault, network: Client.network)
        defer { lab.stop() }
        let context = try LabArguments(lab.scenario).context()
        defer { context.close() }

        let result = await Diagnoser(WalkDriver(context: context, library: library)).run()

        let causes = result.judgement.causes
        let first = causes.first { fault.effect != .works || $0.confidence != .possible }
        #expect(first?.id == fault.cause, "\(causes.map { "\($0.id) \($0.confidence)" })")
        // A server that answers OPTIONS with a failure lives; that a call fails there is for the call to show.
        if fault.effect != .fails || result.call.outcome != "response" || result.call.text("method") == "INVITE" {
            #expect(verdict(of: result) == fault.effect.verdict, "\(result.sentence)")
        }
        for finding in result.findings { try CatalogueCheck.check(finding, ProbeRegistry.catalogue) }
        let report = Report(
            tool: .init(version: "0"), command: "why", startedAt: Timestamp(millisecondsSince1970: 0), durationMs: 1,
            verdict: .ok, summary: "", causes: causes, findings: result.findings, path: result.judgement.path,
            openQuestions: result.judgement.openQuestions, messages: context.log.messages)
        let saved = try Report.decode(Array(report.encoded().utf8))
        let again = Diagnoser.judgeAgain(saved, library: library, answers: [:], expected: nil)
        #expect(again.encoded() == report.encoded())
    }

    private func verdict(of result: Diagnoser.Result) -> Verdict {
        VerdictInput(tried: .init(call: result.placed), causes: result.judgement.causes.map(\.confidence)).verdict
    }
}

extension LabFault.Effect {
    var verdict: Verdict {
        switch self {
        case .works: .ok
        case .worksWithDefect: .warning
        case .fails: .critical
        }
    }
}
