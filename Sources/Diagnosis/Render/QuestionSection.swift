extension Page {
    /// What a person could still tell, with the option that tells it.
    mutating func questions(_ questions: [OpenQuestion]) {
        for question in questions {
            gap()
            labelled("Open question", SafeText.safe(question.question))
            let answers = question.choices.map { SafeText.safe("--answer \(question.id)=\($0.id)") }
            let columns = answers.map(Cells.width).max() ?? 0
            let lines = zip(answers, question.choices).flatMap { answer, choice in
                Cells.hang(
                    "\(Cells.pad(answer, to: columns))  ", SafeText.safe(choice.text),
                    columns: width - Self.labelWidth)
            }
            labelled("Answer it with", lines: lines)
        }
    }
}
