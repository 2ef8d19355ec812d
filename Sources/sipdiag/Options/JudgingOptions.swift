import ArgumentParser
import Diagnosis
import Net

/// By which playbooks a run is judged, and what a person has answered already.
struct JudgingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Answer a question in advance, may be repeated.", valueName: "id=value"))
    var answer: [String] = []

    @Flag(help: "Never ask.")
    var noInput = false

    @Option(help: ArgumentHelp.playbooks)
    var playbooks: String?

    mutating func validate() throws { try fillIn() }

    /// Whether somebody is there who can be asked, and nobody has said that they will not answer.
    func mayAsk(_ output: OutputOptions) -> Bool {
        let isForPeople = !output.isForPrograms && !output.quiet
        return !noInput && isForPeople && (Environment.value("CI") ?? "").isEmpty && Terminal.isTerminal(0)
            && StandardStream.error.isTerminal
    }

    /// The answers by question.
    /// - Throws: an answer that is none, or none of the question's choices.
    func answers(to library: Library) throws -> [String: String] {
        guard !answer.isEmpty else { return [:] }  // The questions stand all over the trees: a reading of its own.
        let questions = library.questions
        var answers: [String: String] = [:]
        for text in answer {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw ValidationError("--answer \(text): write QUESTION=ANSWER, such as other_network=works")
            }
            if let choices = questions[parts[0]], !choices.contains(parts[1]) {
                throw ValidationError("--answer \(text): \(parts[0]) is answered by \(choices.joined(separator: ", "))")
            }
            answers[parts[0]] = parts[1]
        }
        return answers
    }
}

extension Library {
    /// The words that answer each question of the trees.
    fileprivate var questions: [String: [String]] {
        var questions = [GuideStep.consentID: ["yes", "no"]]
        for case .ask(let ask) in playbooks.values.flatMap({ $0.nodes.map(\.kind) }) {
            questions[ask.alias.value, default: []] += ask.choices.map(\.word.value)
        }
        return questions
    }
}
