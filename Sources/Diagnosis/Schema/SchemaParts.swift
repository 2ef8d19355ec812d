import YAML

/// The parts that schemas are made of. An object takes the members it names and no others, as the loader does.
extension JSON {
    static func schema(
        _ meaning: String, required: [String] = [], _ properties: KeyValuePairs<String, JSON>
    ) -> JSON {
        .schema(meaning, required: required, properties.map { Member($0, $1) })
    }

    static func schema(_ meaning: String, required: [String] = [], _ properties: [Member]) -> JSON {
        .object([
            "description": .text(meaning), "type": .text("object"),
            "required": required.isEmpty ? nil : .texts(required), "properties": .object(properties),
            "additionalProperties": .flag(false),
        ])
    }

    /// An object whose keys the writer chose.
    static func schemaEntries(_ meaning: String, of value: JSON) -> JSON {
        .object(["description": .text(meaning), "type": .text("object"), "additionalProperties": value])
    }

    static func schemaList(_ meaning: String, of item: JSON) -> JSON {
        .object(["description": .text(meaning), "type": .text("array"), "items": item])
    }

    /// Any scalar: the loader takes all as text, other readers of YAML see numbers and flags.
    static func schemaText(_ meaning: String) -> JSON {
        .object(["description": .text(meaning), "type": .texts(["string", "number", "boolean"])])
    }

    static func schemaID(_ meaning: String) -> JSON {
        .object([
            "description": .text(meaning), "type": .texts(["string", "number"]),
            "pattern": .text("^[a-z0-9][a-z0-9_-]{0,63}$"),
        ])
    }

    static func schemaFlag(_ meaning: String) -> JSON {
        .object(["description": .text(meaning), "type": .text("boolean")])
    }

    /// One of these words, as YAML reads them.
    static func schemaWord(_ meaning: String, _ words: [String]) -> JSON {
        .object(["description": .text(meaning), "enum": .list(words.map(JSON.scalar))])
    }

    /// A cause: those there are, and others that a file of one's own may bring.
    static func schemaCause(_ meaning: String, known: [String]) -> JSON {
        .object([
            "description": .text(meaning),
            "anyOf": .list([
                .object(["enum": .texts(known)]),
                .object(["type": .text("string"), "pattern": .text("^[a-z0-9][a-z0-9_-]*\\.[a-z0-9][a-z0-9_-]*$")]),
            ]),
        ])
    }

    private static func scalar(_ word: String) -> JSON {
        switch word {
        case "true", "false": .flag(word == "true")
        default: StrictNumber.read(word).map { .number($0) } ?? .text(word)
        }
    }
}
