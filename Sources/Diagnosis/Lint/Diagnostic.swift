import YAML

/// One complaint about a file of the library.
package struct Diagnostic: Sendable, Hashable {
    /// A second place that belongs to it.
    package struct Related: Sendable, Hashable {
        package var place: Place
        package var note: String
    }

    package var rule: LintRule
    package var place: Place
    package var message: String
    /// The name that was probably meant.
    package var suggestion: String?
    package var related: [Related] = []
    /// The source line; empty until the files' texts were at hand.
    package var line = ""

    init(_ rule: LintRule, at place: Place, _ message: String, suggestion: String? = nil, related: [Related] = []) {
        self.rule = rule
        self.place = place
        self.message = message
        self.suggestion = suggestion
        self.related = related
    }

    /// `file:line:column: error: … [PB0nn]`, the line, a caret, then the related places as notes.
    package var rendered: String {
        let hint = suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
        var lines = ["\(place): error: \(message)\(hint) [\(rule.rawValue)]"]
        lines += YAMLExcerpt(line: line, column: place.column).lines
        lines += related.map { "\($0.place): note: \($0.note)" }
        return lines.joined(separator: "\n")
    }
}

/// The lines of the files, for `Diagnostic.line`.
struct SourceLines {
    private let lines: [String: [Substring]]

    init(_ files: [SourceFile]) {
        lines = Dictionary(
            files.map { ($0.path, $0.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)) }
        ) { $1 }
    }

    func attached(to diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.map { diagnostic in
            var diagnostic = diagnostic
            if let file = lines[diagnostic.place.file], file.indices.contains(diagnostic.place.line - 1) {
                diagnostic.line = String(file[diagnostic.place.line - 1])
            }
            return diagnostic
        }
    }
}
