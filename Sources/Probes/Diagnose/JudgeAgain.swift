package import Diagnosis

/// A saved report judged again, offline.
extension Diagnoser {
    /// The same findings and messages, judged by the playbooks given.
    package nonisolated static func judgeAgain(
        _ report: Report, library: Library, answers: [String: String], expected: ExpectedCodes?
    ) -> Report {
        let findings = report.findings
        guard let call = findings.first(where: { $0.test == "call" }) else { return report }
        func walk(_ id: String) -> Walk {
            Replay.walk(
                id, library: library, catalogue: ProbeRegistry.catalogue, findings: findings, answers: answers)
        }
        let main = TreeChoice.main(for: call, in: library).map { walk($0.id.value) }
        let beside = library.playbooks(forSymptom: TreeChoice.beside).map { walk($0.id.value) }
        let target = findings.first { $0.test == "target" }
        let judgement = Judgement(
            library: library, call: call, main: main, row: CodeMeaning.row(for: call, target, main, library),
            beside: beside)
        var again = report
        again.causes = judgement.causes
        again.path = judgement.path
        again.openQuestions = judgement.openQuestions
        return again
    }
}
