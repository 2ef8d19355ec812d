/// A cause that the judgement named, with the texts of the catalogue filled in.
package struct ReportedCause: Sendable, Equatable {
    /// The id in the cause catalogue (`net.udp-blocked`).
    package var id: String
    package var confidence: Confidence
    package var title: String
    /// The evidence in one sentence.
    package var because: String
    package var explanation: String
    package var owner: Owner
    /// Ids of the findings that speak for it.
    package var evidence: [String]
    /// Ids of the causes that the evidence excludes.
    package var rulesOut: [String]
    /// What to type or to ask for, in order.
    package var fix: [String]
    /// The command that shows that the fix helped.
    package var verify: String?
    package var references: [String]

    package init(
        id: String, confidence: Confidence, title: String, because: String, explanation: String, owner: Owner,
        evidence: [String] = [], rulesOut: [String] = [], fix: [String] = [], verify: String? = nil,
        references: [String] = []
    ) {
        self.id = id
        self.confidence = confidence
        self.title = title
        self.because = because
        self.explanation = explanation
        self.owner = owner
        self.evidence = evidence
        self.rulesOut = rulesOut
        self.fix = fix
        self.verify = verify
        self.references = references
    }
}

extension ReportedCause {
    var json: JSON {
        .object([
            "id": .text(id),
            "confidence": .text(confidence.rawValue),
            "title": .text(title),
            "because": .text(because),
            "explanation": .text(explanation),
            "owner": .text(owner.rawValue),
            "evidence": .texts(evidence),
            "rules_out": .texts(rulesOut),
            "fix": .texts(fix),
            "verify": verify.map { .text($0) },
            "references": .texts(references),
        ])
    }

    init(_ place: JSONPlace) throws(ReportProblem) {
        self.init(
            id: try place.member("id").text(),
            confidence: try place.member("confidence").word(Confidence.self),
            title: try place.member("title").text(),
            because: try place.member("because").text(),
            explanation: try place.member("explanation").text(),
            owner: try place.member("owner").word(Owner.self),
            evidence: try place.member("evidence").texts(),
            rulesOut: try place.member("rules_out").texts(),
            fix: try place.member("fix").texts(),
            verify: try place.optional("verify")?.text(),
            references: try place.member("references").texts())
    }
}
