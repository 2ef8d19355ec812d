/// The four kinds of files that hold knowledge, as JSON Schemas (2020-12): an editor completes keys, tests, causes and words,
/// and marks what the loader would refuse. What no schema can say, the linter does.
package struct KnowledgeSchema: Sendable {
    let catalogue: Catalogue
    let causes: [String]

    /// - Parameter causes: the ids that are completed.
    package init(_ catalogue: Catalogue, causes: some Collection<String>) {
        self.catalogue = catalogue
        self.causes = causes.sorted()
    }

    /// By the name of the kind, in the order in which they are listed.
    package var documents: [(kind: String, title: String, document: JSON)] {
        [
            ("playbook", "a decision tree", document(playbook, "playbook", "A decision tree")),
            ("causes", "texts about causes", document(causesFile, "causes", "Texts about causes")),
            (
                "codes", "rows about codes",
                document(codesFile, "codes", "Rows about response codes, Q.850 and symptoms")
            ),
            ("fixtures", "cases that a tree must judge", document(fixturesFile, "fixtures", "Cases of a tree")),
        ]
    }

    private func document(_ schema: JSON, _ kind: String, _ title: String) -> JSON {
        guard case .object(let members) = schema else { return schema }
        return .object(
            [
                JSON.Member("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
                JSON.Member("$id", .text("urn:sipdiag:\(kind):1")), JSON.Member("title", .text(title)),
            ] + members)
    }

    func version(_ kind: String) -> JSON { .object(["const": .text("sipdiag/\(kind)/1")]) }

    var causesFile: JSON {
        let cause = JSON.schema(
            "What people read about a cause.", required: ["title", "owner", "explain", "verify"],
            [
                "title": .schemaText("In a few words; {group.fact} prints a value of `call` or `target`."),
                "owner": .schemaWord("Who has to act.", Owner.allCases.map(\.rawValue)),
                "explain": .schemaText("What happens, and why."),
                "tell": .schemaText("How to tell it from other causes of the same failure, in one line."),
                "fix": .schemaList("What to type or to ask for, in order.", of: .schemaText("One step.")),
                "verify": .schemaText("The command that shows that it helped."),
                "references": .schemaList("Who says so.", of: .schemaText("Such as RFC 3261 §18.")),
            ])
        return .schema(
            "Causes by id, area.name.", required: ["schema", "causes"],
            ["schema": version("causes"), "causes": .schemaEntries("By id.", of: cause)])
    }

    var codesFile: JSON {
        let row = JSON.schema(
            "What is known of one code.", required: ["title", "meaning"],
            [
                "title": .schemaText("Its name."),
                "meaning": .schemaText("What it says."),
                "sent_by": .schemaText("Who sends it, and when."),
                "playbook": .schemaID("The tree that explains it."),
                "cause": .schemaCause("The best fit where no tree explains it.", known: causes),
                "sip": .schemaText("Of a Q.850 cause or a Warning: the SIP code that usually comes with it."),
                "likely": .schemaList(
                    "The causes behind it, the most frequent first.", of: .schemaCause("A cause.", known: causes)),
                "ask_provider": .schemaText("What to ask the provider for, in one sentence."),
                "references": .schemaList("Who says so.", of: .schemaText("Such as RFC 3261 §21.4.9.")),
            ])
        return .schema(
            "Rows by code.", required: ["schema"],
            [
                JSON.Member("schema", version("codes")),
                JSON.Member("codes", .schemaEntries("By SIP response code.", of: row)),
                JSON.Member("classes", .schemaEntries("By class, such as 4xx.", of: row)),
                JSON.Member("symptoms", .schemaEntries("By symptom.", of: row)),
            ] + AnswerNumber.allCases.map { JSON.Member($0.key, .schemaEntries("By \($0.noun).", of: row)) })
    }
}
