extension Report {
    /// The report as one page: no request to anywhere, no script, prints well.
    package func html(_ options: TextOptions = TextOptions()) -> String {
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

/// HTML as it grows. All text that it is given is made safe here.
private struct HTMLPage {
    private(set) var text = ""

    private static func safe(_ text: String) -> String { SafeText.safe(text, for: .html) }

    static func document(title: String, body: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(safe(title))</title>
        <style>
        \(HTMLStyle.sheet)
        </style>
        </head>
        <body>
        <main>
        \(body)</main>
        </body>
        </html>

        """
    }

    mutating func element(_ name: String, class kind: String = "", text content: String) {
        let attribute = kind.isEmpty ? "" : " class=\"\(kind)\""
        text += "<\(name)\(attribute)>\(Self.safe(content))</\(name)>\n"
    }

    /// A text of the catalogue, with its commands as code.
    mutating func prose(_ name: String, _ content: String) {
        let inner = Prose(content).pieces.map { piece in
            switch piece {
            case .words(let words): Self.safe(words)
            case .code(let code): "<code>\(Self.safe(code))</code>"
            }
        }
        text += "<\(name)>\(inner.joined())</\(name)>\n"
    }

    mutating func element(_ name: String, class kind: String = "", _ fill: (inout HTMLPage) -> Void) {
        text += kind.isEmpty ? "<\(name)>\n" : "<\(name) class=\"\(kind)\">\n"
        fill(&self)
        text += "</\(name)>\n"
    }

    mutating func section(_ heading: String, _ fill: (inout HTMLPage) -> Void) {
        element("section") { page in
            page.element("h2", text: heading)
            fill(&page)
        }
    }

    mutating func list(_ heading: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        section(heading) { $0.items(items) }
    }

    mutating func items(_ items: [String]) {
        element("ul") { page in items.forEach { page.element("li", text: $0) } }
    }

    /// A table; without a head, the first cell of a row is its heading.
    mutating func table(head: [String], _ rows: [[String]]) {
        element("table") { page in
            if !head.isEmpty {
                page.element("tr") { page in head.forEach { page.element("th", text: $0) } }
            }
            for row in rows {
                page.element("tr") { page in
                    for (index, cell) in row.enumerated() {
                        page.element(index == 0 && head.isEmpty ? "th" : "td", text: cell)
                    }
                }
            }
        }
    }

    mutating func block(_ content: String) {
        text += "<pre>\(SafeText.safe(content, for: .htmlTrace))</pre>\n"
    }

    mutating func message(_ heading: String, _ content: String) {
        element("article") { page in
            page.element("h3", text: heading)
            page.block(content)
        }
    }

    /// Each measurement with its facts folded in.
    mutating func findings(_ findings: [Finding]) {
        for finding in findings {
            element("details") { page in
                page.element("summary") { page in
                    page.element("b", class: finding.status.rawValue, text: finding.status.word)
                    page.element("span", text: finding.title)
                    if finding.status != .skip {
                        page.element("i", text: durationText(milliseconds: finding.durationMs))
                    }
                }
                let facts = finding.facts.sorted { $0.key < $1.key }
                page.table(
                    head: [], [["measurement", "\(finding.id): \(finding.outcome)"]] + facts.map { [$0, $1.printed] })
            }
        }
    }

    mutating func cause(_ cause: ReportedCause, _ ticket: Ticket) {
        element("section", class: "cause") { page in
            page.element("h2", text: cause.title)
            page.element("p", class: "id", text: "\(cause.id), \(cause.confidence.rawValue)")
            page.labelled("Because", cause.because)
            page.labelled("What it means", cause.explanation)
            page.labelled("Who must act", cause.owner.phrase)
            if !cause.fix.isEmpty {
                page.element("h3", text: "Fix")
                page.element("ol") { page in cause.fix.forEach { page.prose("li", $0) } }
            }
            page.labelled("Check afterwards", cause.verify.map { "`\($0)`" } ?? "")
            page.labelled("It is not", ticket.notTheCause(cause))
            page.labelled("References", cause.references.joined(separator: "; "))
        }
    }

    private mutating func labelled(_ label: String, _ content: String) {
        guard !content.isEmpty else { return }
        element("h3", text: label)
        prose("p", content)
    }
}
