extension Report {
    /// The report as one page: no request to anywhere, no script, prints well.
    package func html(_ options: TextOptions = TextOptions()) -> String {
        if let page = self.page { return page.html }
        let ticket = Ticket(self, options)
        var page = HTMLPage()
        page.element("header", class: verdict.rawValue) { page in
            page.element("p", class: "verdict", text: verdict.headline)
            page.element("h1", text: summary)
            page.element("p", class: "asked", text: ticket.title)
        }
        for cause in ticket.causes { page.cause(cause, ticket) }
        page.list("Also possible", ticket.alsoPossible.map { "\($0.title) (\($0.id))" })
        page.section("For the ticket") { page in
            page.table(head: [], ticket.facts.map { [$0.label, $0.text] })
        }
        page.list("DNS", ticket.dns)
        if !ticket.findings.isEmpty {
            page.section("Measurements") { page in
                page.findings(ticket.findings)
                page.element("p", class: "count", text: ticket.counts)
            }
        }
        if !path.isEmpty {
            page.section("How it was decided") { page in
                page.table(
                    head: ["Playbook", "Node", "Result", "Next"],
                    ticket.way.map { [$0.playbook, $0.node, $0.result, $0.next ?? ""] })
            }
        }
        for question in openQuestions {
            page.section("Open question") { page in
                page.element("p", text: question.question)
                page.items(question.choices.map { "--answer \(question.id)=\($0.id): \($0.text)" })
            }
        }
        if !messages.isEmpty {
            page.section("Ladder") { $0.block(Page.ladderText(self, width: 110)) }
            page.section("Messages") { page in
                for message in messages { page.message(ticket.heading(of: message), ticket.text(of: message)) }
            }
        }
        page.element("footer", text: lastLine(.plain))
        return HTMLPage.document(title: ticket.title, body: page.text)
    }
}
