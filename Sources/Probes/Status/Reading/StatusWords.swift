/// The words that pages use for a state, a severity, or where an incident stands.
enum StatusWords {
    /// The level of a state, indicator, impact or severity, whatever its case and punctuation; nil for an unknown word.
    static func level(_ word: String) -> StatusLevel? {
        levels[normal(word)]
    }

    /// Whether an incident or maintenance with this word is over. "Unresolved" and "Partially resolved" are not.
    static func isOver(_ word: String) -> Bool {
        ["resolved", "completed", "postmortem", "closed", "fixed", "cancelled", "canceled"].contains(normal(word))
    }

    /// Where an incident that is not over stands; an unknown word means open.
    static func phase(_ word: String) -> StatusIncident.Phase {
        switch normal(word) {
        case "monitoring": .monitoring
        case "scheduled", "notstartedyet", "upcoming": .scheduled
        default: .open
        }
    }

    /// Whether it is a word for where an incident or maintenance stands, over or not.
    static func isKnownPhase(_ word: String) -> Bool {
        isOver(word) || phase(word) != .open || isMaintenance(word)
            || ["investigating", "identified", "update", "open", "ongoing"].contains(normal(word))
    }

    /// Whether it tells that a maintenance is under way or announced.
    static func isMaintenance(_ word: String) -> Bool {
        ["inprogress", "verifying", "scheduled"].contains(normal(word))
    }

    /// The colours that stand for a state.
    static let colours: [String: StatusLevel] = [
        "green": .operational, "blue": .maintenance, "yellow": .degraded, "orange": .outage, "red": .outage,
    ]

    /// Whether a title says, with nothing held back, that an incident is over; for pages that have no word for it.
    static func titleSaysOver(_ title: String) -> Bool {
        let words = Set(title.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
        let doubts: Set = [
            "unresolved", "partially", "partly", "not", "ongoing", "still", "investigating", "continuing", "until",
        ]
        return !words.isDisjoint(with: ["resolved", "completed", "fixed"]) && words.isDisjoint(with: doubts)
    }

    private static let levels: [String: StatusLevel] = [
        "operational": .operational, "up": .operational, "none": .operational, "ok": .operational,
        "undermaintenance": .maintenance, "maintenance": .maintenance,
        "degradedperformance": .degraded, "degraded": .degraded, "performanceissues": .degraded, "minor": .degraded,
        "medium": .degraded, "hasissues": .degraded,
        "partialoutage": .outage, "minoroutage": .outage, "majoroutage": .outage, "fulloutage": .outage,
        "serviceinformation": .degraded, "servicedisruption": .degraded, "incident": .degraded, "notice": .degraded,
        "serviceoutage": .outage, "outage": .outage, "major": .outage, "critical": .outage, "downtime": .outage,
        "down": .outage,
    ]

    private static func normal(_ word: String) -> String {
        String(String.UnicodeScalarView(word.lowercased().unicodeScalars.filter(\.properties.isAlphabetic)))
    }
}
