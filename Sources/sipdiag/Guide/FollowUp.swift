import Diagnosis
import FoundationEssentials
import Net
import Probes

/// The questions that a report leaves open, asked one after the other. Nothing is measured again: each answer is another
/// judgement of the same findings, so a person may go back as far as they like.
enum FollowUp {
    /// - Parameter given: the answers that were given in advance.
    /// - Returns: the report as the answers make it.
    static func ask(_ report: Report, _ library: Library, given: [String: String], expected: ExpectedCodes?) -> Report {
        let questioner = Questioner()
        var answers: [(id: String, word: String?)] = []
        var current = report
        while let question = current.openQuestions.first(where: { open in !answers.contains { $0.id == open.id } }) {
            let step = GuideStep(question, library)
            switch questioner.ask(step, canGoBack: !answers.isEmpty) {
            case .answer(let word): answers.append((question.id, word))
            case .skip: answers.append((question.id, nil))
            case .back: answers.removeLast()
            case .quit:
                if let command = keep(report, given, answers) { questioner.tell("Go on later with: \(command)") }
                return current
            case .interrupted:
                current.exitCode = Diagnosis.ExitCode.interrupted
                return current
            }
            let words = answers.compactMap { answer in answer.word.map { (answer.id, $0) } }
            let all = given.merging(words) { $1 }
            current = Diagnoser.judgeAgain(report, library: library, answers: all, expected: expected)
        }
        return current
    }

    /// The report in a file of the person's own, and the command that goes on with it.
    private static func keep(
        _ report: Report, _ given: [String: String], _ answers: [(id: String, word: String?)]
    ) -> String? {
        let home = Environment.value("HOME").map { "\($0)/.local/state" }
        guard let state = Environment.value("XDG_STATE_HOME") ?? home, state.hasPrefix("/") else { return nil }
        let folder = "\(state)/sipdiag"
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let path = "\(folder)/why-\(report.startedAt.millisecondsSince1970).json"
        guard (try? AtomicFile.write(path, Array(report.encoded().utf8), mode: 0o600)) != nil else { return nil }
        let words =
            given.map { ($0.key, $0.value) } + answers.compactMap { answer in answer.word.map { (answer.id, $0) } }
        let options = words.map { " --answer \($0.0)=\($0.1)" }.sorted().joined()
        return "sipdiag why \(path)\(options)"
    }
}
