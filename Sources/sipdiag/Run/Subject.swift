import ArgumentParser
import Diagnosis
import FoundationEssentials

/// What the person has in hand, read in the contract's order: an existing file, a three-digit code, `Q.850:N`, a cause
/// id, else a target.
enum Subject {
    case file(String)
    case code(Int, target: String?)
    case q850(Int)
    case cause(String)
    case target(String?)

    init(_ word: String?, target: String?, _ library: Library) throws {
        guard let word else {
            self = .target(nil)
            return
        }
        if let target {
            guard let code = Subject.code(word) else {
                throw ValidationError(
                    "\(word): two words are a code and a target, such as `why 408 sip:bob@example.com`")
            }
            self = .code(code, target: target)
        } else if CommandLine.arguments.contains("--") {
            self = .target(word)
        } else if FileManager.default.fileExists(atPath: word) {
            self = .file(word)
        } else if let code = Subject.code(word) {
            self = .code(code, target: nil)
        } else if word.lowercased().hasPrefix("q.850:"), let value = Int(word.dropFirst(6)) {
            self = .q850(value)
        } else if library.causes[word] != nil {
            self = .cause(word)
        } else {
            self = .target(word)
        }
    }

    private static func code(_ word: String) -> Int? {
        guard word.count == 3, let code = Int(word), (100...699).contains(code) else { return nil }
        return code
    }
}
