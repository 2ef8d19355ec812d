extension KnowledgeSchema {
    var playbook: JSON {
        .schema(
            "A decision tree.", required: ["schema", "id", "title", "inputs", "start", "nodes"],
            [
                "schema": version("playbook"),
                "id": .schemaID("Its name."),
                "title": .schemaText("What it explains."),
                "subtree": .schemaFlag("For use by other trees, through include."),
                "applies_to": .schema(
                    "How `why` finds a tree that is no sub-tree.",
                    [
                        "codes": .schemaList(
                            "A code, or a class such as 4xx.",
                            of: .object([
                                "type": .texts(["integer", "string"]), "minimum": .number(100),
                                "maximum": .number(699), "pattern": .text("^([1-6][0-9][0-9]|[1-6]xx)$"),
                            ])),
                        "symptoms": .schemaList(
                            "What people see; works: beside every run.", of: .schemaID("A symptom.")),
                    ]),
                "exits": .schemaList("The named ends.", of: .schemaID("An end.")),
                "inputs": .schemaList(
                    "The groups of facts that exist on entry.",
                    of: .schemaWord("A group.", catalogue.inputs.keys.sorted())),
                "start": .schemaID("The first node."),
                "nodes": .schemaEntries("By id.", of: .object(["oneOf": .list(nodes)])),
            ])
    }

    private var nodes: [JSON] {
        let branches = JSON.schemaList("The first that matches is taken.", of: branch)
        let otherwise = JSON.schemaID("The node to go to where no branch matches.")
        let cause = JSON.schemaCause("A cause.", known: causes)
        return [
            .schema(
                "Runs a measurement.", required: ["test", "as"],
                [
                    "test": .schemaWord("The measurement.", catalogue.tests.keys.sorted()),
                    "title": .schemaText("The question that it answers."),
                    "as": .schemaID("The group under which its facts are stored."),
                    "with": .schema("Its parameters.", parameters),
                    "branches": branches, "else": otherwise,
                ]),
            .schema(
                "Asks a person.", required: ["ask", "as", "choices", "unattended", "branches"],
                [
                    "ask": .schemaText("The question."),
                    "as": .schemaID("The answer is the fact `answer` of this group."),
                    "choices": .schemaEntries("What can be answered.", of: .schemaText("In words.")),
                    "unattended": .schemaText("The choice where nobody can be asked."),
                    "help": .schemaText("Why it is asked."),
                    "branches": branches,
                ]),
            .schema(
                "Decides on facts already known.", required: ["check"],
                ["check": .schemaText("What is decided."), "branches": branches, "else": otherwise]),
            .schema(
                "Walks a sub-tree, which may conclude itself.", required: ["include"],
                [
                    "include": .schemaID("The sub-tree."),
                    "exits": .schemaEntries("Where each of its exits leads.", of: .schemaID("A node.")),
                ]),
            .schema("Leaves the tree.", required: ["exit"], ["exit": .schemaID("One of the tree's exits.")]),
            .schema(
                "Names the cause.", required: ["conclude", "confidence", "because"],
                [
                    "conclude": cause,
                    "confidence": .schemaWord("How sure it is.", Confidence.allCases.map(\.rawValue)),
                    "because": .schemaText("What was measured; {group.fact} prints a value."),
                    "fix": .schemaList("What to do here, before the cause's own steps.", of: .schemaText("One step.")),
                    "rules_out": .schemaList("What it cannot be, after these measurements.", of: cause),
                    "also_consider": .schemaList("What it may be instead.", of: cause),
                ]),
        ]
    }

    private var branch: JSON {
        .schema(
            "Taken if every condition holds.", required: ["when", "goto"],
            [
                "when": .schemaEntries("group.fact: what it must be.", of: matcher),
                "goto": .schemaID("The node to go to."),
            ])
    }

    private var matcher: JSON {
        let text = JSON.schemaText("Equals.")
        let number = JSON.object(["type": .text("number")])
        let list = JSON.schemaList("One of these.", of: text)
        return .object([
            "anyOf": .list([
                .schema(
                    "One of: a range, a part, whether it is known, what it is not.",
                    [
                        "min": number, "max": number,
                        "contains": .schemaText("A part of the text, in whatever case."),
                        "present": .schemaFlag("Whether it was measured."),
                        "not": .object(["anyOf": .list([text, list])]),
                    ]),
                text, list,
            ])
        ])
    }

    /// Those of all tests; which test takes which, the linter knows.
    private var parameters: [JSON.Member] {
        let all = Dictionary(grouping: catalogue.tests.values.flatMap(\.parameters), by: \.name)
        return all.sorted { $0.key < $1.key }.map { name, parameters in
            let words = Set(parameters.flatMap(\.values)).sorted()
            let meaning = Set(parameters.map(\.meaning)).sorted().joined(separator: "; ")
            return JSON.Member(name, words.isEmpty ? .object(["type": .text("number")]) : .schemaWord(meaning, words))
        }
    }
}
