extension Linter {
    /// PB050–052: causes, confidence words, owners.
    @Sendable static func causeNames(_ context: LintContext) -> [Diagnostic] {
        let leaves = context.playbooks.flatMap(\.nodes).flatMap { node -> [Diagnostic] in
            guard case .conclude(let leaf) = node.kind else { return [] }
            let causes = [leaf.cause] + leaf.rulesOut + leaf.alsoConsider
            return causes.compactMap { unknownCause($0, context) } + unknownConfidence(leaf.confidence)
        }
        let owners = context.library.sortedCauses.filter { Owner(rawValue: $0.owner.value) == nil }.map { cause in
            let words = Owner.allCases.map(\.rawValue)
            return Diagnostic(
                .unknownOwner, at: cause.owner.place, "owner is one of \(words.joined(separator: ", "))",
                suggestion: NearName.of(cause.owner.value, among: words))
        }
        return leaves + owners + textlessCauses(context)
    }

    /// A cause that is neither in the files nor promised by the contract.
    static func unknownCause(_ cause: Located<String>, _ context: LintContext) -> Diagnostic? {
        let known = Set(context.library.causes.keys).union(context.vocabulary)
        if known.contains(cause.value) { return nil }
        return Diagnostic(
            .unknownCause, at: cause.place, "there is no cause \"\(cause.value)\"",
            suggestion: NearName.of(cause.value, among: known))
    }

    static func unknownConfidence(_ confidence: Located<String>) -> [Diagnostic] {
        if Confidence(rawValue: confidence.value) != nil { return [] }
        let words = Confidence.allCases.map(\.rawValue)
        return [
            Diagnostic(
                .unknownConfidence, at: confidence.place, "confidence is one of \(words.joined(separator: ", "))",
                suggestion: NearName.of(confidence.value, among: words))
        ]
    }

    /// The contract's causes that no file explains. Nothing is written about them, so the complaint stands at the
    /// top of the first causes file.
    private static func textlessCauses(_ context: LintContext) -> [Diagnostic] {
        let file = context.library.causes.values.map(\.id.place.file).min() ?? "causes"
        return context.vocabulary.filter { context.library.causes[$0] == nil }.sorted().map { id in
            Diagnostic(
                .unknownCause, at: Place(file: file, line: 1, column: 1), "the contract's cause \"\(id)\" has no text")
        }
    }
}
