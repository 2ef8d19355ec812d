import Diagnosis
import Net
import Probes

/// `sipdiag why` alone on a terminal: asks what was seen, where, since when and by whom.
struct Intake {
    /// A code, a symptom, or nothing yet.
    var seen: Subject?
    var target: String
    /// Since when, and who is affected, by the names of facts.
    var told: [String: String]

    /// Nil where the person has left.
    static func ask(_ library: Library) -> Intake? {
        let questioner = Questioner()
        questioner.tell("Let us find out why the call fails. What can be measured is measured; the rest you are asked.")
        let steps = [GuideStep.seen(library), .target, .since, .affected]
        var answers: [String: String] = [:]
        var position = 0
        while position < steps.count {
            let step = steps[position]
            let reply = questioner.ask(step, canGoBack: position > 0) { problem(with: $0, for: step) }
            switch reply {
            case .answer(let word):
                answers[step.id] = word
                position += 1
            case .skip where step.id == GuideStep.target.id:
                questioner.tell("Without a target nothing can be measured. `sipdiag why --lab udp-dead` tries it out.")
                return nil
            case .skip:
                answers[step.id] = nil
                position += 1
            case .back: position -= 1
            case .quit, .interrupted: return nil
            }
        }
        guard let target = answers["target"] else { return nil }
        let seen = answers["seen"].flatMap { $0 == "nothing" ? nil : Int($0).map(Subject.code) ?? .symptom($0) }
        return Intake(seen: seen, target: target, told: answers.filter { ["since", "affected"].contains($0.key) })
    }

    private static func problem(with answer: String, for step: GuideStep) -> String? {
        guard step.id == GuideStep.target.id else { return nil }
        do {
            _ = try Target(answer)
            return nil
        } catch {
            return "\(error)"
        }
    }
}
