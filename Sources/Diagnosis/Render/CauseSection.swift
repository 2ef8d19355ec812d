extension Page {
    /// The first cause and every other that is more than possible in full; what else may be considered in short.
    mutating func causes(_ causes: [ReportedCause], titles: [String: String]) {
        var possible: [ReportedCause] = []
        for (index, cause) in causes.enumerated() {
            if index == 0 || cause.confidence != .possible {
                self.cause(cause, titles: titles)
            } else {
                possible.append(cause)
            }
        }
        guard !possible.isEmpty else { return }
        heading("Also possible")
        for cause in possible {
            let name = "\(SafeText.safe(cause.title)) (\(SafeText.safe(cause.id)))"
            for text in Cells.hang("  - ", name, columns: width) { line(text) }
            for text in Cells.hang("    ", paragraph(cause.because), columns: width) { line(text) }
        }
    }

    private mutating func cause(_ cause: ReportedCause, titles: [String: String]) {
        gap()
        let known = "(\(SafeText.safe(cause.id)), \(cause.confidence.rawValue))"
        labelled("Cause", "\(SafeText.safe(cause.title)) \(known)")
        labelled("Because", paragraph(cause.because))
        labelled("What it means", paragraph(cause.explanation))
        labelled("Who must act", cause.owner.phrase)
        labelled("Fix", lines: numbered(cause.fix))
        // A command stays in one line, whatever the width: it is there to be copied.
        if let verify = cause.verify {
            labelled("Check afterwards", lines: Cells.wrap(paragraph(verify), columns: .max))
        }
        labelled("It is not", cause.rulesOut.map { SafeText.safe(titles[$0] ?? $0) }.joined(separator: "; "))
        labelled("References", cause.references.map { SafeText.safe($0) }.joined(separator: "; "))
    }

    private func numbered(_ steps: [String]) -> [String] {
        steps.enumerated().flatMap { index, step in
            Cells.hang("\(index + 1). ", paragraph(step), columns: width - Self.labelWidth)
        }
    }

    private func paragraph(_ text: String) -> String { SafeText.safe(text, for: .paragraph) }
}
