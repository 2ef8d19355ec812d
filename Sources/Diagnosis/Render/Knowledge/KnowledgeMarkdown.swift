extension KnowledgePage {
    /// The page as Markdown.
    var markdown: String {
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
