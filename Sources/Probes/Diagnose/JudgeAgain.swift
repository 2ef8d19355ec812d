package import Diagnosis

/// A saved report judged again, offline.
extension Diagnoser {
    /// The same findings and messages, judged by the playbooks given; the verdict follows where the causes, or the
    /// answers that count as ok or the thresholds, are others than before.
    package nonisolated static func judgeAgain(
        _ report: Report, library: Library, answers: [String: String], expected: ExpectedCodes?,
        thresholds: [Threshold] = []
    ) -> Report {
        let findings = report.findings
        guard let call = findings.first(where: { $0.test == "call" }) else { return report.judged(by: thresholds) }
        // What the person said when the report was made is an answer still.
        let told = GuideStep.circumstances.compactMap { name in call.text(name).map { (name, $0) } }
        let answers = answers.merging(told) { given, _ in given }
        func walk(_ id: String) -> Walk {
            Replay.walk(
                id, library: library, catalogue: ProbeRegistry.catalogue, findings: findings, answers: answers)
        }
        let target = findings.first { $0.test == "target" }
        let main = TreeChoice.main(for: call, target: target, in: library).map { walk($0.id.value) }
        let beside = library.playbooks(forSymptom: TreeChoice.beside).map { walk($0.id.value) }
        let judgement = Judgement(
            library: library, call: call, target: target, main: main,
            row: CodeMeaning.row(for: call, target, main, library), beside: beside)
        var again = report
        again.causes = judgement.causes
        again.path = judgement.path
        again.openQuestions = judgement.openQuestions
        let isAsBefore = again.causes == report.causes && expected == nil && thresholds.isEmpty
        guard !isAsBefore, report.exitCode != ExitCode.interrupted,
            let options = findings.first(where: { $0.id == "sip.options" }),
            let location = findings.first(where: { $0.id == "dns.locate" })
        else { return again }
        let placed =
            call.outcome == "unknown" ? CallFinding.state(options, method: "OPTIONS", location: location) : call
        let result = Result(call: call, placed: placed, judgement: judgement, findings: findings)
        let input = VerdictInput(
            tried: .init(call: placed), causes: judgement.causes.map(\.confidence), expected: expected)
        again.verdict = input.verdict
        again.exitCode = input.exitCode
        again.summary = Summary.sentence(tried: result.sentence, judgement: judgement, verdict: input.verdict)
        again.thresholds = []
        return again.judged(by: thresholds.isEmpty ? report.thresholds : thresholds)
    }
}
