import Diagnosis

/// What a family's reader found on a page, before it is weighed.
struct PageEvidence {
    /// One component; the level is nil where its word is not known.
    struct Component {
        let name: String
        let word: String
        let level: StatusLevel?
        let relevance: VoiceRelevance

        /// `group` stands before the name, and counts for what the component is about.
        init(name: String, group: String? = nil, word: String, level: StatusLevel?) {
            self.name = PageText.bounded(group.map { "\($0) / \(name)" } ?? name)
            self.word = PageText.bounded(word)
            self.level = level
            relevance = VoiceWords.relevance(of: self.name)
        }

        init(name: String, group: String? = nil, word: String) {
            self.init(name: name, group: group, word: word, level: StatusWords.level(word))
        }
    }

    let family: StatusFamily
    /// The page's own word for everything together; nil where the family has none.
    var aggregate: String?
    var components: [Component] = []
    /// Those that are not over.
    var incidents: [StatusIncident] = []
    var updated: String?
    /// There are more components than were read.
    var isPartial = false
}

extension StatusIncident {
    /// An incident out of a page's raw words; nil where it is over. An impact that is unknown or "none" stays nil.
    init?(
        kind: Kind, name: String?, status: String?, impact: String?, started: String?, ends: String? = nil,
        components: [String] = [], update: String? = nil
    ) {
        let name = PageText.bounded(name ?? "")
        if let status {
            guard !StatusWords.isOver(status) else { return nil }
        } else if StatusWords.titleSaysOver(name) {
            return nil
        }
        self.kind = kind
        self.name = name
        self.status = PageText.bounded(status ?? "")
        phase = StatusWords.phase(status ?? "")
        self.impact = impact.flatMap(StatusWords.level).flatMap { $0 == .operational ? nil : $0 }
        self.started = started.map { PageText.bounded($0) }
        self.ends = ends.map { PageText.bounded($0) }
        self.components = components.prefix(50).map { PageText.bounded($0) }
        relevance = VoiceWords.relevance(ofIncident: name, components: self.components)
        self.update = update.map { PageText.withoutTags($0) }
    }
}

extension StatusIncident {
    /// An announced maintenance whose window has come is under way, whatever the page still calls it.
    func at(_ now: Timestamp) -> StatusIncident {
        guard kind == .maintenance, phase == .scheduled, let began = started.flatMap(PageTime.read),
            began.millisecondsSince1970 <= now.millisecondsSince1970, let ends = ends.flatMap(PageTime.read),
            now.millisecondsSince1970 < ends.millisecondsSince1970
        else { return self }
        var incident = self
        incident.phase = .open
        return incident
    }
}
