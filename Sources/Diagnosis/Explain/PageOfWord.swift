/// The pages, out of the rows, the trees and the causes.
extension KnowledgePage {
    /// - Parameter code: 100 to 699.
    package init?(code: Int, _ library: Library) {
        guard let row = library.row(forCode: code) else { return nil }
        let tree = library.playbook(forCode: code)
        self.init("\(code) \(row.title.value)", row, tree, library, measure: "sipdiag why \(code) sip:bob@example.com")
    }

    /// A number has the causes of the SIP code that stands for it, where its row names none.
    package init?(_ kind: AnswerNumber, _ value: Int, _ library: Library) {
        guard let row = library.row(of: kind, value) else { return nil }
        let code = row.sip.flatMap { Int($0.value) }
        let title = "\(kind.noun) \(value), \(row.title.value)"
        let seen = code.map { "sipdiag why \($0) sip:bob@example.com" } ?? "sipdiag why sip:bob@example.com"
        self.init(title, row, nil, library, measure: seen)
        let sip = code.flatMap { library.row(forCode: $0) }
        sentBy = kind.sender(with: code.flatMap { code in sip.map { "\(code) \($0.title.value)" } })
        guard let code, let sip else { return }
        if likely.isEmpty { likely = Self.likely(sip, library.playbook(forCode: code), library) }
        askProvider = row.askProvider?.value ?? sip.askProvider?.value ?? Self.askAnyway
    }

    package init?(symptom: String, _ library: Library) {
        guard let tree = library.playbooks(forSymptom: symptom).first else { return nil }
        let measure = "sipdiag why \(symptom) sip:bob@example.com"
        if let row = library.row(forSymptom: symptom) {
            self.init(row.title.value, row, tree, library, measure: measure)
        } else {
            // A person's own playbook brings no row.
            self.init(
                title: tree.title.value, meaning: "Somebody has met it, and no code says why.", measure: measure,
                references: [])
            likely = library.conclusions(of: tree).compactMap { Likely($0, library) }
        }
    }

    /// - Parameter fill: puts example values into the cause's texts.
    package init?(cause id: String, _ library: Library, fill: (String) -> String) {
        guard let cause = library.causes[id]?.filled(fill) else { return nil }
        self.init(
            title: "\(cause.title.value) (\(id))", meaning: cause.explain.value, tell: cause.tell?.value,
            fix: cause.fix.map(\.value), owner: Owner(rawValue: cause.owner.value), measure: cause.verify.value,
            references: cause.references.map(\.value))
        if owner == .provider { askProvider = Self.askAnyway }
    }

    private init(_ title: String, _ row: CodeRow, _ tree: Playbook?, _ library: Library, measure: String) {
        self.init(
            title: title, meaning: row.meaning.value, sentBy: row.sentBy?.value,
            likely: Self.likely(row, tree, library), askProvider: row.askProvider?.value ?? Self.askAnyway,
            measure: measure, references: row.references.map(\.value))
    }

    /// The row's own list; else its best fit, and what its tree concludes itself, in the order of the walk.
    private static func likely(_ row: CodeRow, _ tree: Playbook?, _ library: Library) -> [Likely] {
        var ids = row.likely.map(\.value)
        if ids.isEmpty {
            ids = (row.cause.map { [$0.value] } ?? []) + (tree.map { library.conclusions(of: $0) } ?? [])
        }
        var seen: Set<String> = []
        return ids.filter { seen.insert($0).inserted }.compactMap { Likely($0, library) }
    }

    private static let askAnyway =
        "With Call-ID, UTC time and both numbers: which of your servers sent this answer, and which Q.850 cause does "
        + "your side show for the call?"
}

extension KnowledgePage.Likely {
    fileprivate init?(_ id: String, _ library: Library) {
        guard let cause = library.causes[id] else { return nil }
        self.init(
            id: id, title: cause.title.value, tell: cause.tell?.value,
            owner: Owner(rawValue: cause.owner.value) ?? .nobody)
    }
}

extension Library {
    /// The causes that a tree itself comes to, in the order of the walk, each once; not those of what it includes.
    fileprivate func conclusions(of tree: Playbook) -> [String] {
        var ids: [String] = []
        var seen: Set<String> = []
        var waiting = [tree.start.value]
        while let name = waiting.popLast() {
            guard seen.insert(name).inserted, let node = tree.node(name) else { continue }
            if case .conclude(let leaf) = node.kind, !ids.contains(leaf.cause.value) { ids.append(leaf.cause.value) }
            waiting += node.targets.reversed().map(\.value)
        }
        return ids
    }
}
