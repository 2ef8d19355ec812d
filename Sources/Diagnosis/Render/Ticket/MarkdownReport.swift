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
