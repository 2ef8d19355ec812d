extension KnowledgeSchema {
    var fixturesFile: JSON {
        .schema(
            "Cases that a tree must judge in one way, walked with no network.",
            required: ["schema", "playbook", "cases"],
            [
                "schema": version("fixtures"),
                "playbook": .schemaID("The tree."),
                "defaults": .schema("What every case has unless it says otherwise.", data),
                "cases": .schemaList(
                    "Each a run.",
                    of: .schema(
                        "What is known, and what must come out.", required: ["name"],
                        [JSON.Member("name", .schemaText("What the case shows."))] + data)),
            ])
    }

    private var data: [JSON.Member] {
        let inputs = catalogue.inputs.values.sorted { $0.name < $1.name }.map { JSON.Member($0.name, group($0)) }
        let members: KeyValuePairs<String, JSON> = [
            "tests": .schemaEntries("What each test finds, by its alias.", of: .schemaEntries("Its facts.", of: fact)),
            "answers": .schemaEntries("What a person answers, by alias.", of: .schemaText("A choice.")),
            "unattended": .schemaFlag("Whether nobody can be asked."),
            "expect": .schema(
                "What must come out: a cause or an exit.",
                [
                    "cause": .schemaCause("The cause.", known: causes),
                    "exit": .schemaID("The exit."),
                    "confidence": .schemaWord("How sure it is.", Confidence.allCases.map(\.rawValue)),
                    "path": .schemaList("Nodes that are met in this order.", of: .schemaID("A node.")),
                ]),
        ]
        return inputs + members.map { JSON.Member($0, $1) }
    }

    private func group(_ definition: TestDefinition) -> JSON {
        let outcome = definition.outcomes.isEmpty ? [] : [JSON.Member("outcome", fact)]
        return .schema(definition.summary, outcome + definition.facts.map { JSON.Member($0.name, fact) })
    }

    /// Nothing: not measured, whatever the defaults say.
    private var fact: JSON {
        .object([
            "type": .texts(["string", "number", "boolean", "array", "null"]), "items": .schemaText("One of a list."),
        ])
    }
}
