import Diagnosis
import Net
import Probes

/// The questions that a report leaves open, asked one after the other. Nothing is measured again: each answer is another
/// judgement of the same findings, so a person may go back as far as they like.
struct FollowUp: Sendable {
    var library: Library
    var output: OutputOptions
    /// The answers that were given in advance.
    var given: [String: String]
    var expected: ExpectedCodes?
    var thresholds: [Threshold]

    /// Asks, shows the report that comes of it, says what to do next, and ends the program.
    func finish(_ report: Report, hasLeft: Bool = false) -> Never {
        let final = hasLeft ? leave(report, []) : ask(report)
        Output.finish(final, output, library, closing: closing(final))
    }

    /// - Returns: the report as the answers make it.
    private func ask(_ report: Report) -> Report {
        let questioner = Questioner()
        var answers: [(id: String, word: String?)] = []
        var current = report
        while let question = current.openQuestions.first(where: { open in !answers.contains { $0.id == open.id } }) {
            let step = GuideStep(question, library)
            switch questioner.ask(step, canGoBack: !answers.isEmpty, tellsApart: { outlook(report, answers, step) }) {
            case .answer(let word): answers.append((question.id, word))
            case .skip: answers.append((question.id, nil))
            case .back: answers.removeLast()
            case .quit: return leave(current, answers)
            case .interrupted:
                var left = leave(current, answers)
                left.exitCode = Diagnosis.ExitCode.interrupted
                return left
            }
            current = judge(report, words(answers))
        }
        return current
    }

    private func judge(_ report: Report, _ answers: [String: String]) -> Report {
        Diagnoser.judgeAgain(report, library: library, answers: answers, expected: expected, thresholds: thresholds)
    }

    private func words(_ answers: [(id: String, word: String?)]) -> [String: String] {
        given.merging(answers.compactMap { answer in answer.word.map { (answer.id, $0) } }) { $1 }
    }

    /// What each answer would come to.
    private func outlook(_ report: Report, _ answers: [(id: String, word: String?)], _ step: GuideStep) -> [String] {
        let known = words(answers)
        return step.choices.compactMap { choice in
            let causes = judge(report, known.merging([step.id: choice.word]) { $1 }).causes
            return causes.first.map { "\(choice.text): \($0.title) (\($0.confidence.rawValue))." }
        }
    }

    /// Keeps what was measured and answered, and says how to go on.
    private func leave(_ report: Report, _ answers: [(id: String, word: String?)]) -> Report {
        if let hint = SavedGuide.keep(words(answers), report) { Questioner().tell(hint) }
        return report
    }

    /// The last words of the dialogue: a report is longer than the terminal.
    private func closing(_ report: Report) -> String {
        let cause = report.causes.first
        let next = cause?.verify ?? report.target.map { "sipdiag why \($0)" } ?? "sipdiag why"
        let verdict = cause.map { "\($0.title) (\($0.confidence.rawValue))." } ?? "Nothing failed now."
        return "\(verdict)\nNext: \(cause == nil ? "when it fails again, " : "")\(next)"
    }
}
