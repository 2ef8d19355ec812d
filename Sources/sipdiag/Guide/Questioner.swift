import Diagnosis
import Net

/// Asks a person on the terminal: questions go to standard error, answers come from standard input.
struct Questioner {
    enum Reply {
        case answer(String)
        case skip, back
        /// The person, or the end of the input, ended the dialogue.
        case quit
        /// Ctrl-C.
        case interrupted
    }

    private let width = min(Terminal.width ?? 80, 80)
    /// So often a question is asked again before it counts as skipped.
    private static let patience = 8

    /// - Parameters:
    ///   - tellsApart: what the answers would come to, for who asks why.
    ///   - problem: what is wrong with an answer; nil: nothing.
    func ask(
        _ step: GuideStep, canGoBack: Bool, tellsApart: () -> [String] = { [] },
        problem: (String) -> String? = { _ in nil }
    ) -> Reply {
        say("")
        step.lines(width: width, canGoBack: canGoBack).forEach(say)
        for _ in 0..<Self.patience {
            switch typed() {
            case .interrupted: return .interrupted
            case .ended: return .quit
            case .line(let bytes):
                switch GuideReply(SafeText.decode(bytes), to: step) {
                case .answer(let word):
                    guard let problem = problem(word) else { return .answer(word) }
                    tell(problem)
                case .skip: return .skip
                case .quit: return .quit
                case .back where canGoBack: return .back
                case .back: tell("This is the first question.")
                case .why:
                    tell(step.help ?? "It is part of what the provider will ask.")
                    for line in tellsApart() { Cells.hang("  - ", safe(line), columns: width).forEach(say) }
                case .unusable(let hint): tell(hint)
                }
            }
        }
        return .skip
    }

    func tell(_ text: String) { Cells.wrap(safe(text), columns: width).forEach(say) }

    private func safe(_ text: String) -> String { SafeText.safe(text, for: .paragraph) }

    private func typed() -> TypedLine { (try? Terminal.read(prompt: "> ")) ?? .ended }

    private func say(_ line: String) { Output.write(line + "\n", to: .error) }
}
