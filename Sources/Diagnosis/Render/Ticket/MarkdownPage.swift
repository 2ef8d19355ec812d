/// Markdown as it grows. Texts given to `line` and `paragraph` are Markdown already; all others are made safe here.
struct MarkdownPage {
    private(set) var text = ""

    mutating func line(_ line: String) { text += line + "\n" }

    mutating func paragraph(_ paragraph: String) { text += "\n" + paragraph + "\n" }

    mutating func heading(_ words: String) { paragraph("## \(words)") }

    mutating func list(_ words: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        heading(words)
        self.items(items)
    }

    mutating func items(_ items: [String]) {
        text += "\n"
        for item in items { line("- \(md(item))") }
    }

    /// The first row names the columns.
    mutating func table(_ head: [String], _ rows: [[String]]) {
        text += "\n"
        line("| \(head.joined(separator: " | ")) |")
        line("|" + String(repeating: "---|", count: head.count))
        for row in rows { line("| \(row.map(md).joined(separator: " | ")) |") }
    }

    /// A block of which no line can end it: its fence is longer than any run of backticks inside.
    mutating func fence(_ content: String) {
        let safe = SafeText.safe(content, for: .trace)
        let longest = safe.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        let end = safe.hasSuffix("\n") ? "" : "\n"
        text += "\n\(fence)text\n\(safe)\(end)\(fence)\n"
    }

    mutating func steps(_ words: String, _ steps: [String]) {
        guard !steps.isEmpty else { return }
        paragraph("**\(words):**")
        text += "\n"
        for (index, step) in steps.enumerated() { line("\(index + 1). \(prose(step))") }
    }

    mutating func cause(_ cause: ReportedCause, _ ticket: Ticket) {
        heading("\(md(cause.title)) (`\(SafeText.safe(cause.id))`, \(cause.confidence.rawValue))")
        paragraph("**Because:** \(prose(cause.because))")
        paragraph(prose(cause.explanation))
        paragraph("**Who must act:** \(cause.owner.phrase)")
        steps("Fix", cause.fix)
        if let verify = cause.verify { paragraph("**Check afterwards:** \(prose("`\(verify)`"))") }
        let others = ticket.notTheCause(cause)
        if !others.isEmpty { paragraph("**It is not:** \(md(others))") }
        if !cause.references.isEmpty { paragraph("References: \(md(cause.references.joined(separator: "; ")))") }
    }
}

/// A text of the catalogue, with its commands as code.
func prose(_ text: String) -> String {
    Prose(text).pieces.map { piece in
        switch piece {
        case .words(let words): md(words)
        case .code(let code): "`\(SafeText.safe(code, for: .paragraph))`"
        }
    }.joined()
}

/// A text that shows as itself.
func md(_ text: String) -> String { SafeText.safe(text, for: .markdown) }
