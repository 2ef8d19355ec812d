import Diagnosis
import Net
import Probes

/// What is known of a code, a cause or a symptom, with nothing measured.
struct Explanation {
    var report: Report

    static func ofCode(_ code: Int, _ library: Library) -> Explanation? {
        guard let row = library.row(forCode: code) else { return nil }
        let advice = library.playbook(forCode: code) == nil ? "" : measure("\(code)")
        return Explanation(
            "\(code)", "\(code) \(row.title.value): \(row.meaning.value)\(advice)", row.cause.map { [$0.value] } ?? [],
            KnowledgePage(code: code, library), library)
    }

    static func of(_ kind: AnswerNumber, _ value: Int, _ library: Library) -> Explanation? {
        guard let row = library.row(of: kind, value) else { return nil }
        return Explanation(
            "\(kind.rawValue):\(value)", "\(kind.noun) \(value), \(row.title.value): \(row.meaning.value)", [],
            KnowledgePage(kind, value, library), library)
    }

    static func ofCause(_ id: String, _ library: Library) -> Explanation? {
        library.causes[id].map { cause in
            let page = KnowledgePage(cause: id, library, fill: withoutFacts)
            return Explanation(id, cause.title.value, [id], page, library)
        }
    }

    /// The causes that its trees can come to.
    static func ofSymptom(_ symptom: String, _ library: Library) -> Explanation? {
        let trees = library.playbooks(forSymptom: symptom)
        guard let tree = trees.first else { return nil }
        var ids: [String] = []
        var seen: Set<String> = []
        for tree in trees { library.collectCauses(of: tree, into: &ids, seen: &seen) }
        return Explanation(
            symptom, "\(tree.title.value): one of \(ids.count) causes.\(measure(symptom))", ids,
            KnowledgePage(symptom: symptom, library), library)
    }

    private init(
        _ target: String, _ sentence: String, _ ids: [String], _ page: KnowledgePage?, _ library: Library
    ) {
        let causes = ids.compactMap { library.causes[$0] }.map { cause in
            ReportedCause(cause.filled(Self.withoutFacts), .possible, because: "Nothing was measured.")
        }
        report = Report(
            tool: Report.Tool(version: SipdiagVersion.text), command: "why", target: target,
            startedAt: Timestamp(millisecondsSince1970: Int(SystemTime().unixMilliseconds)), durationMs: 0,
            verdict: .ok, summary: sentence, causes: causes)
        report.page = page
    }

    private static func measure(_ word: String) -> String { " Measure it: sipdiag why \(word) sip:bob@example.com" }

    /// Texts of the catalogue name the target of a run; here there is none.
    private static func withoutFacts(_ text: String) -> String {
        Placeholders.fill(text) { name in
            switch "\(name)" {
            case "target.host": .text("example.com")
            case "target.uri": .text("sip:bob@example.com")
            case "call.remote": .text("203.0.113.10:5060")
            default: .text("the server")
            }
        }
    }
}

extension Library {
    /// The causes that a tree and those it includes conclude with, in the order of the walk's files, each once.
    fileprivate func collectCauses(of tree: Playbook, into ids: inout [String], seen: inout Set<String>) {
        guard seen.insert(tree.id.value).inserted else { return }
        for node in tree.nodes {
            switch node.kind {
            case .conclude(let conclude):
                if !ids.contains(conclude.cause.value) { ids.append(conclude.cause.value) }
            case .include(let include):
                if let other = playbooks[include.playbook.value] { collectCauses(of: other, into: &ids, seen: &seen) }
            case .test, .ask, .check, .exit: break
            }
        }
    }
}
