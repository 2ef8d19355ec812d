/// One complaint about a file, as it is shown: `file:line:column: error: …`, the line, a caret, then the related places as
/// notes.
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
