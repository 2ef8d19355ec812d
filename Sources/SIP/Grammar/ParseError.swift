/// Which bytes break which rule.
package struct ParseError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What `header` says when the fault is in the first line.
    package static let startLine = "start line"
    /// What `header` says when the fault is in no single line.
    package static let wholeMessage = "message"

    /// The canonical header name, the name as written if it is not in the table, or one of the above.
    package let header: String
    /// Where in the message (or in the text given) the rule is first broken, in bytes from its begin.
    package let offset: Int
    package let rule: Rule

    package init(header: String, offset: Int, rule: Rule) {
        self.header = header
        self.offset = offset
        self.rule = rule
    }

    package var description: String { "\(header), byte \(offset): \(rule.sentence)" }
}
