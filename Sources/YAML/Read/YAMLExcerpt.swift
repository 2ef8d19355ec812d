/// The place of a complaint as people see it: the line, and a caret below.
package struct YAMLExcerpt {
    /// The line of the text; empty where the text is not at hand.
    package var line: String
    package var column: Int

    package init(line: String, column: Int) {
        self.line = line
        self.column = column
    }

    /// Two lines, indented: at most 160 characters around the column, made printable, and the caret below it.
    package var lines: [String] {
        guard !line.isEmpty else { return [] }
        let scalars = Array(line.unicodeScalars)
        let column = min(max(self.column - 1, 0), scalars.count)
        let from = max(0, column - 100)
        let shown = scalars[from..<min(scalars.count, from + 160)].map { scalar in
            scalar == "\t" ? " " : scalar.properties.generalCategory == .control ? "\u{FFFD}" : Character(scalar)
        }
        return ["    \(String(shown))", "    \(String(repeating: " ", count: column - from))^"]
    }
}

extension YAMLFailure {
    /// Every problem as `file:line:column: error: …`, the line, a caret, then the related place as a note.
    /// - Parameter bytes: the file.
    package func rendered(_ bytes: [UInt8]) -> String {
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return problems.flatMap { problem in
            let hint = problem.suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
            let line = problem.line <= lines.count ? String(lines[problem.line - 1]) : ""
            let note = problem.related.map { "\(file):\($0.mark.line):\($0.mark.column): note: \($0.note)" }
            return ["\(file):\(problem.line):\(problem.column): error: \(problem.message)\(hint)"]
                + YAMLExcerpt(line: line, column: problem.column).lines + (note.map { [$0] } ?? [])
        }.joined(separator: "\n")
    }
}
