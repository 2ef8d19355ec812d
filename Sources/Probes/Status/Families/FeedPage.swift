/// RSS 2.0 and Atom: the history of a page, newest first, and the least that a page can tell. The newest entry decides; what
/// does not say whether it is over is not understood.
enum FeedPage {
    /// Nil where the text is no feed.
    static func read(_ bytes: [UInt8]) throws(StatusUnreadable) -> PageEvidence? {
        let feed = MarkupText(bytes)
        guard let root = ["rss", "feed"].first(where: { feed.element($0) != nil }) else { return nil }
        let entry = feed.element(root == "rss" ? "item" : "entry")
        let title = feed.element("title").flatMap { title in
            entry.map { title.start < $0.start } ?? true ? title.words : nil
        }
        guard let title else { throw .xml }
        var evidence = PageEvidence(family: .feed)
        guard let entry else {
            // Azure's feed lists what is open, and nothing when all is well; a history that is empty is broken.
            guard title.hasPrefix("Azure Status") else { throw .nothingListed }
            return evidence
        }
        evidence.updated = ["updated", "pubDate"].lazy.compactMap { entry.element($0)?.words }.first
        if let incident = try incident(entry) { evidence.incidents = [incident] }
        return evidence
    }

    private static func incident(_ entry: MarkupText) throws(StatusUnreadable) -> StatusIncident? {
        let name = entry.element("title")?.words ?? ""
        let content = ["content", "description", "summary"].lazy.compactMap { entry.element($0)?.content }.first
        // Statuspage writes its updates newest first, the state of each in bold.
        let state = content.flatMap { MarkupText($0).element("strong")?.words }
        if state == nil, StatusWords.titleSaysOver(name) { return nil }
        guard let state, StatusWords.isKnownPhase(state) else { throw .unclearEntry(name) }
        return StatusIncident(
            kind: StatusWords.isMaintenance(state) ? .maintenance : .incident, name: name, status: state, impact: nil,
            started: ["published", "updated", "pubDate"].lazy.compactMap { entry.element($0)?.words }.first,
            update: content.map { String(decoding: $0, as: UTF8.self) })
    }
}

/// A piece of XML or HTML, of which single elements are wanted: no parser, and nothing that a document could do to one.
struct MarkupText {
    let bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
    }

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    var start: Int { bytes.startIndex }

    /// What stands in the first element of this name, without what follows its end.
    func element(_ name: String) -> MarkupText? {
        let open = Array("<\(name)".utf8)
        let close = Array("</\(name)".utf8)
        var position = bytes.startIndex
        while let found = find(open, from: position) {
            position = found + open.count
            // `<feed` is no beginning of `<feedback>`.
            guard let next = bytes[position...].first, next == UInt8(ascii: ">") || next <= 0x20 else { continue }
            guard let content = bytes[position...].firstIndex(of: UInt8(ascii: ">")),
                let end = find(close, from: content)
            else { return nil }
            return MarkupText(bytes[(content + 1)..<end])
        }
        return nil
    }

    /// The markup inside, CDATA and entities resolved once.
    var content: [UInt8] {
        let (open, close) = (Array("<![CDATA[".utf8), Array("]]>".utf8))
        if let start = find(open, from: bytes.startIndex), let end = find(close, from: start) {
            return Array(bytes[(start + open.count)..<end])
        }
        return Array(PageText.resolvingEntities(String(decoding: bytes.prefix(20_000), as: UTF8.self)).utf8)
    }

    /// As people read it.
    var words: String { PageText.withoutTags(String(decoding: content, as: UTF8.self)) }

    private func find(_ mark: [UInt8], from position: Int) -> Int? {
        bytes[position...].firstRange(ofBytes: mark)?.lowerBound
    }
}
