extension GuideStep {
    /// A question that the walk left open, with what its tree says about why it is asked.
    package init(_ question: OpenQuestion, _ library: Library) {
        var help: String?
        for case .ask(let ask) in library.playbooks.values.flatMap({ $0.nodes.map(\.kind) })
        where ask.alias.value == question.id { help = ask.help?.value }
        self.init(
            id: question.id, question: question.question, choices: question.choices.map { .init($0.id, $0.text) },
            help: help)
    }

    /// What was seen: a code, or one of the symptoms that trees explain.
    package static func seen(_ library: Library) -> GuideStep {
        GuideStep(
            id: "seen", question: "What did you see? Type a code such as 403, or choose:",
            choices: library.symptoms.map { symptom in
                let title = library.row(forSymptom: symptom.word)?.title ?? symptom.tree.title
                return Choice(symptom.word, "\(title.value) (\(symptom.word))")
            }
                + [Choice("nothing", "Nothing yet: test a server, or place a call")], numbers: 300...699,
            help:
                "The first thing that a diagnosis needs is who failed, and how: a code is somebody's answer, a symptom none."
        )
    }

    package static let target = GuideStep(
        id: "target", question: "Which server, or whom did the call go to? Such as example.com or sip:bob@example.com.",
        help: "It is measured from here: DNS, the path, the server's answer. No phone is left ringing.")

    package static let since = GuideStep(
        id: "since", question: "Since when?",
        choices: [
            Choice("always", "It has never worked"), Choice("change", "Since something was changed"),
            Choice("sudden", "It worked, and stopped with nothing changed"), Choice("sometimes", "It comes and goes"),
        ],
        help: "What never worked is a setting; what stopped by itself is a certificate, an account or an outage.")

    package static let affected = GuideStep(
        id: "affected", question: "Who is affected?",
        choices: [
            Choice("everybody", "Everybody here"), Choice("some", "Some phones or numbers"),
            Choice("only_me", "Only one phone"),
        ],
        help: "What hits everybody is the trunk or the network; what hits one phone is its own settings.")
}
