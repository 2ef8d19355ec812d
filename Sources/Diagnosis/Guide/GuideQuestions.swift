extension GuideStep {
    /// A question that the walk left open, with what its tree says about why it is asked.
    package init(_ question: OpenQuestion, _ library: Library) {
        self.init(
            id: question.id, question: question.question, choices: question.choices.map { .init($0.id, $0.text) },
            help: library.ask(question.id)?.help?.value)
    }

    /// A question of the trees, asked before anything is measured; nil where no tree asks it.
    package init?(asked id: String, _ library: Library) {
        guard let ask = library.ask(id) else { return nil }
        self.init(
            id: id, question: ask.question.value, choices: ask.choices.map { .init($0.word.value, $0.text.value) },
            help: ask.help?.value)
    }

    /// What was seen: a code, or one of the symptoms that trees explain.
    package static func seen(_ library: Library) -> GuideStep {
        GuideStep(
            id: "seen", question: "What did you see? Type a code such as 403, or choose:",
            choices: library.symptoms.map { symptom in
                let title = library.row(forSymptom: symptom.word)?.title ?? symptom.tree.title
                return Choice(symptom.word, "\(title.value) (\(symptom.word))")
            }
                + [Choice("nothing", "No failure yet: test a server, or place a call")], numbers: 300...699,
            help:
                "The first thing that a diagnosis needs is who failed, and how: a code is somebody's answer, a symptom none."
        )
    }

    package static let target = GuideStep(
        id: "target", question: "Which server, or whom did the call go to? Such as example.com or sip:bob@example.com.",
        help: "It is measured from here: DNS, the path, the server's answer. No phone rings before you allow it.")

    /// A code or a symptom without a target; nothing but the page is shown where there is none.
    package static let origin = GuideStep(
        id: "target",
        question: "On which server was it seen, or whom did the call go to? Enter alone shows what is known of it.",
        help: "It is measured from here, and told what fits. No phone rings before you allow it.", isOptional: true)

    /// - Parameter summary: what was kept of an earlier dialogue.
    package static func resume(_ summary: String) -> GuideStep {
        GuideStep(
            id: "resume", question: "You left a dialogue on \(summary). Go on with it?",
            choices: [Choice("yes", "Yes, go on"), Choice("no", "No, begin anew")],
            help: "Your answers were kept when you left. Whoever begins anew forgets them.")
    }

    /// What a person knows before anything is measured, and many trees ask.
    package static let circumstances = ["since", "affected"]
}

extension Library {
    fileprivate func ask(_ id: String) -> Node.Ask? {
        for case .ask(let ask) in playbooks.values.flatMap({ $0.nodes.map(\.kind) }) where ask.alias.value == id {
            return ask
        }
        return nil
    }
}
