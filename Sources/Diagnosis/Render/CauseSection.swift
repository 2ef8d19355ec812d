extension Page {
    /// The first cause and every other that is more than possible in full; what else may be considered in short.
    /// Where nothing was measured, nothing speaks for the first of several: they are all listed.
    mutating func causes(_ causes: [ReportedCause], titles: [String: String], measured: Bool) {
        let isExplained = measured || causes.count == 1
        var possible: [ReportedCause] = []
        for (index, cause) in causes.enumerated() {
            if cause.confidence != .possible || index == 0 && isExplained {
                self.cause(cause, titles: titles)
            } else {
                possible.append(cause)
            }
        }
        guard !possible.isEmpty else { return }
        heading(isExplained ? "Also possible" : "Possible causes")
        for (index, cause) in possible.enumerated() {
            let name = "\(SafeText.safe(cause.title)) (\(SafeText.safe(cause.id)))"
            for text in Cells.hang("  - ", name, columns: width) { line(text) }
            // A reason that several share stands once, below the last of them.
            let isLast = index + 1 == possible.count || possible[index + 1].because != cause.because
            guard measured, isLast else { continue }
            for text in Cells.hang("    ", paragraph(cause.because), columns: width) { line(text) }
        }
    }

    private mutating func cause(_ cause: ReportedCause, titles: [String: String]) {
        gap()
        let known = "(\(SafeText.safe(cause.id)), \(cause.confidence.rawValue))"
        labelled(cause.confidence == .possible ? "Possible cause" : "Cause", "\(SafeText.safe(cause.title)) \(known)")
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

    func numbered(_ steps: [String]) -> [String] {
        steps.enumerated().flatMap { index, step in
            Cells.hang("\(index + 1). ", paragraph(step), columns: width - Self.labelWidth)
        }
    }

    private func paragraph(_ text: String) -> String { SafeText.safe(text, for: .paragraph) }
}
