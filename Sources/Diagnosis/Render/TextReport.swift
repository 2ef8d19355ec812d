extension Report {
    /// The report for people: the verdict first, the evidence below, and a last line that is enough alone.
    /// Empty where `-q` has nothing to say.
    package func text(_ options: TextOptions = TextOptions()) -> String {
        if options.detail == .quiet { return quietText(options.style) }
        let verbose = options.detail == .verbose
        var page = Page(width: options.width, style: options.style)
        page.line(page.style.paint(verdict.headline, verdict.paint) + "  " + SafeText.safe(summary))
        page.causes(causes, titles: options.causeTitles)
        page.findings(findings, facts: verbose || command != "why", ids: verbose)
        if verbose { page.path(path) }
        if options.trace { page.trace(messages, startedAt: startedAt) }
        page.questions(openQuestions)
        page.gap()
        page.count(findings)
        page.line(lastLine(options.style))
        return page.text
    }

    private func quietText(_ style: Style) -> String {
        guard verdict != .ok else { return "" }
        let fix = mainCause?.fix.first.map { "Fix: \(SafeText.safe($0))\n" }
        return lastLine(style) + "\n" + (fix ?? "")
    }
}
