/// Numbers that an answer may hold beside its status code. Each kind has rows of its own (`q850:` and `warning:` in a
/// codes file), and is a fact of the group `call`; `why Q.850:34` and `why Warning:304` explain one.
package enum AnswerNumber: String, CaseIterable, Sendable {
    /// The cause in `Reason: Q.850` (RFC 3326): what a telephone network, or a PBX behind the server, says.
    case q850 = "Q.850"
    /// The code in `Warning` (RFC 3261 20.43): what a server objects to.
    case warning = "Warning"

    /// The rows' key in a file, and the fact's name.
    package var key: String {
        switch self {
        case .q850: "q850"
        case .warning: "warning"
        }
    }

    package var range: ClosedRange<Int> {
        switch self {
        case .q850: 1...127
        case .warning: 300...399
        }
    }

    /// What one of them is called.
    package var noun: String {
        switch self {
        case .q850: "Q.850 cause"
        case .warning: "Warning"
        }
    }

    /// Who puts it into an answer, and into which: `503 Service Unavailable`; nil: into many.
    func sender(with answer: String?) -> String {
        switch self {
        case .q850: "a telephone network or gateway" + (answer.map { "; SIP usually shows it as \($0)" } ?? "")
        case .warning: "the server that is named in the Warning header" + (answer.map { ", mostly with \($0)" } ?? "")
        }
    }

    /// Reads `Q.850:34`, in whatever case.
    /// - Returns: nil for a word of another kind; no value where it is none of the range.
    package static func read(_ word: String) -> (kind: AnswerNumber, value: Int?)? {
        for kind in allCases where word.lowercased().hasPrefix("\(kind.rawValue.lowercased()):") {
            return (kind, Int(word.dropFirst(kind.rawValue.count + 1)).flatMap { kind.range.contains($0) ? $0 : nil })
        }
        return nil
    }
}

extension Library {
    package func row(of kind: AnswerNumber, _ value: Int) -> CodeRow? { reference().numbers[kind]?[value] }

    /// What the numbers of an answer mean, a sentence or two each; nil where it has none that has a row.
    func meaning(of answer: Finding) -> String? {
        let texts = AnswerNumber.allCases.compactMap { kind in
            answer.number(kind.key).flatMap { value in
                row(of: kind, value).map { "\(kind.noun) \(value) is “\($0.title.value)”. \($0.meaning.value)" }
            }
        }
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }
}
