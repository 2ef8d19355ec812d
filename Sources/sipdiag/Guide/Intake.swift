import Diagnosis
import Net
import Probes

/// `sipdiag why` alone on a terminal: asks what was seen, where, since when and by whom.
struct Intake {
    enum Result {
        case measure(Intake)
        /// Nothing can be measured: what is known of it is shown.
        case read(Subject)
        /// What was measured before is judged with these answers.
        case judge(report: String, answers: [String: String])
        case left
    }

    /// A code, a symptom, or nothing yet.
    var seen: Subject?
    var target: String
    /// The person who has seen nothing yet lets a call be placed.
    var mayCall: Bool
    /// Since when, and who is affected: answers to questions of the trees.
    var told: [String: String]

    /// - Parameter proposesCall: the person who wants to test may be asked for a call.
    static func ask(_ library: Library, proposesCall: Bool) -> Result {
        let questioner = Questioner()
        let known = [GuideStep.seen(library), .target] + library.circumstances
        var answers: [String: String] = [:]
        if let saved = SavedGuide.load(problem: { question, answer in problem(with: answer, to: question, of: known) })
        {
            switch questioner.ask(.resume(saved.summary), canGoBack: false) {
            case .answer("yes"):
                SavedGuide.forget()
                if let report = saved.report { return .judge(report: report, answers: saved.answers) }
                answers = saved.answers
            case .quit, .interrupted: return .left
            default: SavedGuide.forget()
            }
        } else {
            questioner.tell(
                "Let us find out why the call fails. What can be measured is measured; the rest you are asked.")
        }
        var steps = steps(known, answers, proposesCall)
        var position = steps.firstIndex { answers[$0.id] == nil } ?? steps.count
        while position < steps.count {
            let step = steps[position]
            switch questioner.ask(step, canGoBack: position > 0, problem: { problem(with: $0, to: step.id, of: known) })
            {
            case .answer(let word): answers[step.id] = word
            case .skip where step.id == GuideStep.target.id:
                if let seen = subject(answers) { return .read(seen) }
                questioner.tell("Without a target nothing can be measured. `sipdiag why --lab udp-dead` tries it out.")
                return .left
            // Else it would be asked once more after the measurements.
            case .skip: answers[step.id] = step.choices.first { $0.word == "unsure" }?.word
            case .back:
                position -= 1
                continue
            case .quit, .interrupted:
                if let hint = SavedGuide.keep(answers) { questioner.tell(hint) }
                return .left
            }
            steps = Self.steps(known, answers, proposesCall)
            position += 1
        }
        guard let target = answers["target"] else { return .left }
        return .measure(
            Intake(
                seen: subject(answers), target: target, mayCall: answers[GuideStep.consentID] == "yes",
                told: answers.filter { GuideStep.circumstances.contains($0.key) }))
    }

    /// The questions, in order, as far as the answers tell: a call is proposed to who wants to test.
    private static func steps(_ known: [GuideStep], _ answers: [String: String], _ proposesCall: Bool) -> [GuideStep] {
        guard proposesCall, subject(answers) == nil, let text = answers["target"],
            let target = try? Target(text), target.user != nil
        else { return known }
        let consent = GuideStep.consent(callee: target.text, ringMs: 0, login: nil)
        return Array(known.prefix(2)) + [consent] + known.dropFirst(2)
    }

    private static func subject(_ answers: [String: String]) -> Subject? {
        answers["seen"].flatMap { $0 == "nothing" ? nil : Int($0).map(Subject.code) ?? .symptom($0) }
    }

    /// What is wrong with an answer; nil: nothing.
    private static func problem(with answer: String, to question: String, of steps: [GuideStep]) -> String? {
        guard question == GuideStep.target.id else {
            guard let step = steps.first(where: { $0.id == question }), case .answer = GuideReply(answer, to: step)
            else { return steps.contains { $0.id == question } ? "“\(answer)” is no answer any more" : nil }
            return nil
        }
        return problem(withTarget: answer)
    }

    static func problem(withTarget text: String) -> String? {
        do {
            _ = try Target(text)
            return nil
        } catch {
            return "\(error)"
        }
    }
}

extension Library {
    /// The questions about when and who, in the words of the trees.
    fileprivate var circumstances: [GuideStep] { GuideStep.circumstances.compactMap { GuideStep(asked: $0, self) } }
}
