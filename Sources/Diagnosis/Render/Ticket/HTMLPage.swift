/// HTML as it grows. All text that it is given is made safe here.
struct HTMLPage {
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

    mutating func steps(_ steps: [String]) {
        element("ol") { page in steps.forEach { page.prose("li", $0) } }
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
                page.steps(cause.fix)
            }
            page.labelled("Check afterwards", cause.verify.map { "`\($0)`" } ?? "")
            page.labelled("It is not", ticket.notTheCause(cause))
            page.labelled("References", cause.references.joined(separator: "; "))
        }
    }

    mutating func labelled(_ label: String, _ content: String) {
        guard !content.isEmpty else { return }
        element("h3", text: label)
        prose("p", content)
    }
}
