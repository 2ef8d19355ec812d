import ArgumentParser
import Diagnosis

/// What `--redact` names: `numbers`, `addresses`, or both with a comma between them.
struct RedactArgument {
    var hidden: Set<Redaction>

    /// - Throws: which words there are.
    init(_ text: String) throws {
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let known = words.compactMap { Redaction(rawValue: String($0)) }
        guard known.count == words.count else {
            throw ValidationError("write numbers, addresses or both: numbers,addresses")
        }
        hidden = Set(known)
    }
}
