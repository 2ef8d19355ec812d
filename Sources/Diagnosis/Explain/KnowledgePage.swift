/// What is known of a code, a Q.850 cause, a Warning, a cause or a symptom, with nothing measured: the page that `why 488` prints.
package struct KnowledgePage: Sendable, Equatable {
    /// One cause behind a code or a symptom.
    package struct Likely: Sendable, Equatable {
        package var id: String
        package var title: String
        /// How to tell it from the others.
        package var tell: String?
        package var owner: Owner
    }

    /// `488 Not Acceptable Here`.
    package var title: String
    package var meaning: String
    /// Who sends it, and what usually stands for it elsewhere.
    package var sentBy: String?
    /// The most frequent first.
    package var likely: [Likely] = []
    /// Of a cause: how to tell it from others.
    package var tell: String?
    package var fix: [String] = []
    /// Of a cause.
    package var owner: Owner?
    package var askProvider: String?
    /// The command that measures it.
    package var measure: String
    package var references: [String]

    package var json: JSON {
        .object([
            "title": .text(title),
            "meaning": .text(meaning),
            "sent_by": sentBy.map { .text($0) },
            "likely": .list(
                likely.map { cause in
                    .object([
                        "id": .text(cause.id), "title": .text(cause.title), "tell": cause.tell.map { .text($0) },
                        "owner": .text(cause.owner.rawValue),
                    ])
                }),
            "tell": tell.map { .text($0) },
            "fix": .list(fix.map { .text($0) }),
            "owner": owner.map { .text($0.rawValue) },
            "ask_provider": askProvider.map { .text($0) },
            "measure": .text(measure),
            "references": .list(references.map { .text($0) }),
        ])
    }
}
