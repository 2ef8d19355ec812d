import YAML

/// A file of the kind `codes`.
struct CodesFile {
    var codes: [Int: CodeRow] = [:]
    var classes: [Int: CodeRow] = [:]
    var numbers: [AnswerNumber: [Int: CodeRow]] = [:]
    var symptoms: [String: CodeRow] = [:]

    init(_ root: YAMLNode, _ shape: inout Shape) {
        guard var fields = YAMLFields(root, of: "a codes file", &shape) else { return }
        _ = fields.take("schema")
        codes = CodesFile.rows(fields.take("codes"), "a SIP code is a number from 100 to 699", &shape) {
            if case .exact(let code) = Playbook.CodePattern($0) { code } else { nil }
        }
        classes = CodesFile.rows(fields.take("classes"), "a class is written 4xx", &shape) {
            if case .family(let digit) = Playbook.CodePattern($0) { digit } else { nil }
        }
        for kind in AnswerNumber.allCases {
            let rule = "a \(kind.noun) is a number from \(kind.range.lowerBound) to \(kind.range.upperBound)"
            numbers[kind] = CodesFile.rows(fields.take(kind.key), rule, &shape) {
                Int($0).flatMap { kind.range.contains($0) ? $0 : nil }
            }
        }
        symptoms = CodesFile.rows(fields.take("symptoms"), "a symptom is written one-way-audio", &shape) {
            Shape.isID($0) ? $0 : nil
        }
        fields.finish(&shape)
    }

    private static func rows<Key: Hashable>(
        _ node: YAMLNode?, _ rule: String, _ shape: inout Shape, key: (String) -> Key?
    ) -> [Key: CodeRow] {
        guard let node else { return [:] }
        var rows: [Key: CodeRow] = [:]
        for entry in shape.entries(node, "the rows") {
            if let name = key(entry.key) {
                rows[name] = CodeRow(entry, &shape)
            } else {
                shape.report(.malformedID, at: shape.place(entry.keyStart), "\(rule); \"\(entry.key)\" is not")
            }
        }
        return rows
    }
}

extension CodeRow {
    fileprivate init?(_ entry: YAMLEntry, _ shape: inout Shape) {
        let place = shape.place(entry.keyStart)
        guard var fields = YAMLFields(entry.value, of: "the row \(entry.key)", owner: entry.keyStart, &shape) else {
            return nil
        }
        let title = fields.need("title", &shape).flatMap { shape.text($0, "title") }
        let meaning = fields.need("meaning", &shape).flatMap { shape.text($0, "meaning") }
        let sentBy = fields.take("sent_by").flatMap { shape.text($0, "sent_by") }
        let playbook = fields.take("playbook").flatMap { shape.id($0, "playbook") }
        let cause = fields.take("cause").flatMap { shape.text($0, "cause") }
        let sip = fields.take("sip").flatMap { shape.text($0, "sip") }
        let likely = fields.take("likely").map { shape.texts($0, "likely") } ?? []
        let askProvider = fields.take("ask_provider").flatMap { shape.text($0, "ask_provider") }
        let references = fields.take("references").map { shape.texts($0, "references") } ?? []
        fields.finish(&shape)
        guard let title, let meaning else { return nil }
        self.init(
            place: place, title: title, meaning: meaning, sentBy: sentBy, playbook: playbook, cause: cause,
            sip: sip, likely: likely, askProvider: askProvider, references: references)
    }
}
