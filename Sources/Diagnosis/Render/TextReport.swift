extension Report {
    /// The report for people: the verdict first, the evidence below, and a last line that is enough alone.
    /// Empty where `-q` has nothing to say.
    package func text(_ options: TextOptions = TextOptions()) -> String {
        if options.detail == .quiet { return quietText(options.style) }
        if let page { return page.text(options) }
        let verbose = options.detail == .verbose
        var page = Page(width: options.width, style: options.style)
        page.headline(verdict, headlines)
        page.causes(causes, titles: options.causeTitles, measured: !findings.isEmpty)
        let shown = verbose ? findings : measurements(options.inputs)
        page.findings(shown, facts: verbose || command != "why", ids: verbose)
        if verbose { page.path(path) }
        if options.ladder { page.ladder(messages, startedAt: startedAt) }
        if options.trace { page.trace(messages, startedAt: startedAt) }
        page.questions(openQuestions)
        page.gap()
        page.count(shown)
        page.line(lastLine(options.style))
        return page.text
    }

    /// What the verdict is called, and what was seen below it. Only a title of our own parts them: remote text must not get a
    /// line of its own.
    private var headlines: [String] {
        let sentence = SafeText.safe(summary, for: .sentence)
        for title in causes.map({ SafeText.safe($0.title, for: .sentence) }) {
            let head = title + Summary.separator
            if sentence.hasPrefix(head) { return [title, String(sentence.dropFirst(head.count))] }
        }
        return [sentence]
    }

    /// What was measured, each measurement once: two questions that one exchange answered show as one.
    func measurements(_ inputs: Set<String>) -> [Finding] {
        var shown: [Finding] = []
        for finding in findings where !inputs.contains(finding.test) {
            let isKnown = shown.contains { known in
                known.test == finding.test && known.outcome == finding.outcome && known.title == finding.title
                    && known.facts == finding.facts
            }
            if !isKnown { shown.append(finding) }
        }
        return shown
    }

    private func quietText(_ style: Style) -> String {
        guard verdict != .ok else { return "" }
        let fix = mainCause?.fix.first.map { "Fix: \(SafeText.safe($0, for: .paragraph))\n" }
        return lastLine(style) + "\n" + (fix ?? "")
    }
}
