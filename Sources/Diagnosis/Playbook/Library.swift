/// One file of the knowledge base.
package struct SourceFile: Sendable {
    /// The name that messages use.
    package var path: String
    package var text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// All trees, causes and codes that are in force.
package struct Library: Sendable {
    /// What only those runs need that have something to explain, or that test the trees.
    package struct Reference: Sendable {
        package var causes: [String: Cause] = [:]
        package var codes: [Int: CodeRow] = [:]
        /// By first digit: 4 for `4xx`.
        package var classes: [Int: CodeRow] = [:]
        package var numbers: [AnswerNumber: [Int: CodeRow]] = [:]
        package var symptoms: [String: CodeRow] = [:]
        package var fixtures: [FixtureFile] = []

        package init() {}
    }

    /// What a report calls them: the content of the files; nil where nobody named them.
    package var version: String?
    package let playbooks: [String: Playbook]
    /// By id.
    package let sortedPlaybooks: [Playbook]
    /// Called for every question, so it has to remember what it read.
    package let reference: @Sendable () -> Reference

    package init(playbooks: [String: Playbook], reference: @escaping @Sendable () -> Reference) {
        self.playbooks = playbooks
        sortedPlaybooks = playbooks.values.sorted { $0.id.value < $1.id.value }
        self.reference = reference
    }

    package var causes: [String: Cause] { reference().causes }
    package var codes: [Int: CodeRow] { reference().codes }
    package var classes: [Int: CodeRow] { reference().classes }
    package var fixtures: [FixtureFile] { reference().fixtures }

    /// The tree that explains a code: an exact claim beats a class, a later layer beats an earlier one.
    package func playbook(forCode code: Int) -> Playbook? {
        claimant(of: .exact(code)) ?? claimant(of: .family(code / 100))
    }

    private func claimant(of pattern: Playbook.CodePattern) -> Playbook? {
        sortedPlaybooks.filter { $0.codes.contains { $0.value == pattern } }.max { $0.layer < $1.layer }
    }

    /// The trees that explain a symptom, by id. `works` marks those that are walked beside every run.
    package func playbooks(forSymptom symptom: String) -> [Playbook] {
        sortedPlaybooks.filter { $0.symptoms.contains { $0.value == symptom } }
    }

    /// What is known about a symptom.
    package func row(forSymptom symptom: String) -> CodeRow? { reference().symptoms[symptom] }

    /// What people see where no code comes, by the tree that explains it.
    package var symptoms: [(word: String, tree: Playbook)] {
        sortedPlaybooks.flatMap { tree in tree.symptoms.map { (word: $0.value, tree: tree) } }
            .filter { ![TreeChoice.beside, TreeChoice.traced].contains($0.word) }
    }

    /// What is known about a code: its own row, else its class's.
    package func row(forCode code: Int) -> CodeRow? {
        codes[code] ?? classes[code / 100]
    }

    package var sortedCauses: [Cause] {
        causes.values.sorted { $0.id.value < $1.id.value }
    }

    /// All rows about codes, in the order of the files.
    package var rows: [CodeRow] {
        let reference = reference()
        return
            (Array(reference.codes.values) + Array(reference.classes.values)
            + reference.numbers.values.flatMap(\.values) + Array(reference.symptoms.values))
            .sorted { $0.place < $1.place }
    }
}
