extension Report {
    /// The report for a ticket: survives pasting into trackers and mail. Short tables, raw messages in fenced blocks.
    package func markdown(_ options: TextOptions = TextOptions()) -> String {
        if let page = self.page { return page.markdown }
        let ticket = Ticket(self, options)
        var page = MarkdownPage()
        page.line("# \(md(ticket.title))")
        page.paragraph("**\(verdict.headline)** \(md(summary))")
        for cause in ticket.causes { page.cause(cause, ticket) }
        page.list("Also possible", ticket.alsoPossible.map { "\($0.title) (\($0.id))" })
        page.heading("For the ticket")
        page.table(["", ""], ticket.facts.map { [$0.label, $0.text] })
        page.list("DNS", ticket.dns)
        if !ticket.findings.isEmpty {
            page.heading("Measurements")
            page.table(
                ["Result", "What was found", "Time"],
                ticket.findings.map { finding in
                    let took = finding.status == .skip ? "" : durationText(milliseconds: finding.durationMs)
                    return [finding.status.word, finding.title, took]
                })
            page.paragraph(md(ticket.counts))
        }
        for question in openQuestions {
            page.heading("Open question")
            page.paragraph(md(question.question))
            page.items(question.choices.map { "--answer \(question.id)=\($0.id): \($0.text)" })
        }
        if !messages.isEmpty {
            page.heading("Ladder")
            page.fence(Page.ladderText(self, width: 100))
            page.heading("Messages")
            for message in messages {
                page.fence("\(ticket.heading(of: message))\n\n\(ticket.text(of: message))")
            }
        }
        page.paragraph(md(lastLine(.plain)))
        return page.text
    }
}

extension KnowledgePage {
    /// The page as Markdown.
    fileprivate var markdown: String {
        var page = MarkdownPage()
        page.line("# \(md(title))")
        page.paragraph(prose(meaning))
        if let sentBy { page.paragraph("**Who sends it:** \(md(sentBy))") }
        if !likely.isEmpty {
            page.heading("Likely causes")
            page.line("")
            for (index, cause) in likely.enumerated() {
                let tell = cause.tell.map { ": \(prose($0))" } ?? ""
                let name = "**\(md(cause.title))** (`\(SafeText.safe(cause.id))`, to act: \(cause.owner.rawValue))"
                page.line("\(index + 1). \(name)\(tell)")
            }
        }
        if let tell { page.paragraph("**How to tell:** \(prose(tell))") }
        page.steps("What to do", fix)
        if let owner { page.paragraph("**Who must act:** \(owner.phrase)") }
        if let askProvider { page.paragraph("**Ask the provider:** \(prose(askProvider))") }
        page.paragraph("**Measure it:** `\(SafeText.safe(measure))`")
        if !references.isEmpty { page.paragraph("References: \(md(references.joined(separator: "; ")))") }
        return page.text
    }
}

/// A text of the catalogue, with its commands as code.
private func prose(_ text: String) -> String {
    Prose(text).pieces.map { piece in
        switch piece {
        case .words(let words): md(words)
        case .code(let code): "`\(SafeText.safe(code, for: .paragraph))`"
        }
    }.joined()
}

private func md(_ text: String) -> String { SafeText.safe(text, for: .markdown) }

/// Markdown as it grows. Texts given to `line` and `paragraph` are Markdown already; all others are made safe here.
private struct MarkdownPage {
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
