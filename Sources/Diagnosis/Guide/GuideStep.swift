/// One question of a dialogue with a person: what is shown, and what may be answered.
package struct GuideStep: Sendable, Equatable {
    package struct Choice: Sendable, Equatable {
        package var word: String
        package var text: String

        package init(_ word: String, _ text: String) {
            self.word = word
            self.text = text
        }
    }

    package var id: String
    package var question: String
    /// Empty where any text is an answer.
    package var choices: [Choice]
    /// Numbers that are answers in themselves, beyond those of the choices.
    package var numbers: ClosedRange<Int>?
    /// Why this is asked.
    package var help: String?
    /// An empty line skips it.
    package var isOptional: Bool

    package init(
        id: String, question: String, choices: [Choice] = [], numbers: ClosedRange<Int>? = nil, help: String? = nil,
        isOptional: Bool = false
    ) {
        self.isOptional = isOptional
        self.numbers = numbers
        self.id = id
        self.question = question
        self.choices = choices
        self.help = help
    }

    /// The question with its choices, as plain lines: a log, a narrow terminal and a screen reader get all of it.
    package func lines(width: Int, canGoBack: Bool) -> [String] {
        var lines = Cells.wrap(SafeText.safe(question, for: .paragraph), columns: width)
        let labels = choices.indices.map { Cells.padLeft("\($0 + 1)", to: choices.count > 9 ? 2 : 1) }
        for (label, choice) in zip(labels, choices) {
            lines += Cells.hang("  \(label)  ", SafeText.safe(choice.text, for: .paragraph), columns: width)
        }
        let keys = [
            choices.isEmpty ? nil : "a number or a word", "skip", help == nil ? nil : "why", canGoBack ? "back" : nil,
            "quit",
        ]
        return lines + Cells.wrap("(\(keys.compactMap(\.self).joined(separator: ", ")))", columns: width)
    }
}

/// What a typed line means.
package enum GuideReply: Equatable, Sendable {
    case answer(String)
    /// "I don't know" as well.
    case skip
    case back
    case why
    case quit
    /// Nothing that can be used: what to do.
    case unusable(String)

    /// Longer lines were not typed by a person.
    private static let limit = 300

    /// The only choice that begins so: `y` for yes.
    private static func shortened(_ word: String, among choices: [GuideStep.Choice]) -> String? {
        let fitting = choices.filter { $0.word.lowercased().hasPrefix(word) }
        return fitting.count == 1 ? fitting[0].word : nil
    }

    package init(_ line: String, to step: GuideStep) {
        let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let word = text.lowercased()
        switch word {
        case "" where step.isOptional: self = .skip
        case "": self = .unusable("Type an answer; `skip` if you don't know.")
        case "b", "back": self = .back
        case "s", "skip", "don't know", "dont know", "unsure", "?": self = .skip
        case "w", "why", "why do you ask", "why do you ask?", "help", "h": self = .why
        case "q", "quit", "exit": self = .quit
        case _ where text.utf8.count > Self.limit: self = .unusable("That line is too long.")
        case _ where step.choices.isEmpty: self = .answer(text)
        default:
            if let number = Int(word), step.numbers?.contains(number) == true {
                self = .answer(word)
            } else if let number = Int(word), step.choices.indices.contains(number - 1) {
                self = .answer(step.choices[number - 1].word)
            } else if let choice = step.choices.first(where: { $0.word.lowercased() == word }) {
                self = .answer(choice.word)
            } else if let meant = Self.shortened(word, among: step.choices) {
                self = .answer(meant)
            } else if let near = NearName.of(word, among: step.choices.map(\.word)) {
                self = .unusable("Did you mean `\(near)`? Type its number or the word.")
            } else {
                self = .unusable("Type a number from 1 to \(step.choices.count), or `skip`.")
            }
        }
    }
}
