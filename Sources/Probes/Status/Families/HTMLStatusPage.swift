import Diagnosis

/// A page for people, recognised by marks that must be there: Next.js data of a known family, Statuspage's class names, or a
/// description that says it all. Anything else says nothing.
struct HTMLStatusPage {
    private let bytes: [UInt8]
    /// The same with ASCII letters in lower case, to search in.
    private let lower: [UInt8]
    private let host: String

    init(_ bytes: [UInt8], host: String) {
        self.bytes = bytes
        lower = bytes.map { 0x41...0x5a ~= $0 ? $0 | 0x20 : $0 }
        self.host = host
    }

    func read() throws(StatusUnreadable) -> PageEvidence {
        if ["<?xml", "<rss", "<feed", "<error"].contains(where: { lower.starts(with: $0.utf8) }) {
            throw .xml
        }
        guard let evidence = nextData() ?? statuspageMarks() ?? description() else { throw unknown }
        return evidence
    }

    private var unknown: StatusUnreadable {
        let challenges = [
            "just a moment...", "cf-challenge", "challenge-platform", "captcha", "enable javascript and cookies",
        ]
        if challenges.contains(where: { find($0, from: 0) != nil }) { return .botChallenge }
        return host.hasSuffix(".statuspage.io") ? .unclaimed : .html
    }

    /// The JSON in `<script id="__NEXT_DATA__">`: a known family in it, at the page's properties or one step below.
    private func nextData() -> PageEvidence? {
        guard let id = find("\"__next_data__\"", from: 0), let start = find(">", from: id.upperBound),
            let end = find("</script", from: start.upperBound),
            let json = JSON(Array(bytes[start.upperBound..<end.lowerBound])),
            let properties = json["props"]?["pageProps"], !properties.members.isEmpty
        else { return nil }
        for candidate in [properties] + properties.members.sorted(by: { $0.key < $1.key }).map(\.value) {
            if let evidence = try? StatusPage.readJSON(candidate) { return evidence }
        }
        return nil
    }

    /// Statuspage's own class names: the banner, the components with their colour, open incidents.
    private func statuspageMarks() -> PageEvidence? {
        var evidence = PageEvidence(family: .html)
        evidence.aggregate = words(after: "page-status status-").first?.word
        evidence.components = words(after: "component-inner-container status-").map { word, end in
            PageEvidence.Component(
                name: text(after: "class=\"name\"", from: end), word: word, level: StatusWords.colours[word])
        }
        guard evidence.aggregate != nil || !evidence.components.isEmpty else { return nil }
        evidence.incidents = words(after: "unresolved-incident impact-").compactMap { word, end in
            StatusIncident(
                kind: word == "maintenance" ? .maintenance : .incident, name: text(after: "actual-title", from: end),
                status: "open", impact: word, started: nil)
        }
        return evidence
    }

    /// `<meta property="og:description" content="All Systems Operational">`, the attributes in either order.
    private func description() -> PageEvidence? {
        guard let name = find("\"og:description\"", from: 0) else { return nil }
        let start = lower[..<name.lowerBound].lastIndex(of: UInt8(ascii: "<")) ?? name.lowerBound
        let end = find(">", from: name.upperBound)?.lowerBound ?? lower.count
        guard find("\"all systems operational", from: start).map({ $0.upperBound <= end }) ?? false else { return nil }
        return PageEvidence(family: .html, aggregate: "operational")
    }

    /// The words that follow each occurrence of a mark, and where they end; at most 500.
    private func words(after mark: String) -> [(word: String, end: Int)] {
        var found: [(String, Int)] = []
        var position = 0
        while found.count < 500, let range = find(mark, from: position) {
            let word = lower[range.upperBound...].prefix { 0x61...0x7a ~= $0 || $0 == UInt8(ascii: "_") }
            found.append((String(decoding: word, as: UTF8.self), word.endIndex))
            position = word.endIndex
        }
        return found
    }

    /// The text of the next element whose tag has this mark, where that stands within 1,000 bytes.
    private func text(after mark: String, from position: Int) -> String {
        guard let mark = find(mark, from: position, within: 1000), let start = find(">", from: mark.upperBound),
            let end = find("<", from: start.upperBound)
        else { return "" }
        let content = bytes[start.upperBound..<end.lowerBound].prefix(2000)
        return PageText.withoutTags(String(decoding: content, as: UTF8.self))
    }

    private func find(_ mark: String, from position: Int, within distance: Int = .max) -> Range<Int>? {
        let end = distance < lower.count - position ? position + distance : lower.count
        return lower[position..<end].firstRange(ofBytes: Array(mark.utf8))
    }
}
