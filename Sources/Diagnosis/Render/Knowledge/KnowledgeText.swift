extension KnowledgePage {
    /// The page for a terminal. The last line is the command that measures it.
    func text(_ options: TextOptions) -> String {
        var page = Page(width: options.width, style: options.style)
        for text in Cells.wrap(safe(title), columns: options.width) { page.line(options.style.paint(text, .heading)) }
        page.gap()
        page.labelled("What it means", safe(meaning))
        if let sentBy { page.labelled("Who sends it", safe(sentBy)) }
        if !likely.isEmpty {
            page.heading("Likely causes, the first one first")
            for (index, cause) in likely.enumerated() {
                let number = Cells.padLeft("\(index + 1). ", to: 5)
                let name = "\(safe(cause.title)) (\(safe(cause.id)); to act: \(cause.owner.rawValue))"
                for text in Cells.hang(number, name, columns: options.width) { page.line(text) }
                guard let tell = cause.tell else { continue }
                for text in Cells.hang("     Tell: ", safe(tell), columns: options.width) { page.line(text) }
            }
            page.gap()
            page.labelled(
                "What to do", "Measure which one it is; `sipdiag why \(likely[0].id)` tells how to fix the first.")
        }
        if let tell { page.labelled("How to tell", safe(tell)) }
        page.labelled("What to do", lines: page.numbered(fix))
        if let owner { page.labelled("Who must act", owner.phrase) }
        if let askProvider { page.labelled("Ask the provider", safe(askProvider)) }
        page.labelled("Source", references.map { SafeText.safe($0) }.joined(separator: "; "))
        page.gap()
        page.labelled("Measure it", lines: [safe(measure)])
        return page.text
    }

    private func safe(_ text: String) -> String { SafeText.safe(text, for: .paragraph) }
}
