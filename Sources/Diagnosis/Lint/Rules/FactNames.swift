import YAML

extension Linter {
    /// PB040–044: inputs, facts, words, matchers, ranges, unattended answers.
    @Sendable static func factNames(_ context: LintContext) -> [Diagnostic] {
        context.playbooks.flatMap { playbook in
            inputs(of: playbook, context)
                + playbook.nodes.flatMap { node in
                    unattended(node)
                        + node.branches.flatMap(\.conditions).flatMap { condition($0, context.scope(of: playbook)) }
                }
        }
    }

    private static func inputs(of playbook: Playbook, _ context: LintContext) -> [Diagnostic] {
        let unknown = playbook.inputs.filter { context.catalogue.inputs[$0.value] == nil }.map { input in
            Diagnostic(
                .unknownFact, at: input.place, "there is no group \"\(input.value)\" on entry",
                suggestion: NearName.of(input.value, among: context.catalogue.inputs.keys))
        }
        let own = Set(playbook.inputs.map(\.value))
        let lacking = playbook.nodes.flatMap { node -> [Diagnostic] in
            guard case .include(let include) = node.kind,
                let subtree = context.library.playbooks[include.playbook.value]
            else { return [] }
            return subtree.inputs.filter { !own.contains($0.value) }.map { input in
                Diagnostic(
                    .unknownFact, at: include.playbook.place,
                    "\"\(include.playbook.value)\" needs the input \"\(input.value)\", and this playbook has none",
                    related: [.init(place: input.place, note: "needed here")])
            }
        }
        return unknown + lacking
    }

    private static func unattended(_ node: Node) -> [Diagnostic] {
        guard case .ask(let ask) = node.kind else { return [] }
        let words = ask.choices.map(\.word.value)
        if words.contains(ask.unattended.value) { return [] }
        return [
            Diagnostic(
                .unattendedNotAChoice, at: ask.unattended.place,
                "\"\(ask.unattended.value)\" is not one of the choices",
                suggestion: NearName.of(ask.unattended.value, among: words))
        ]
    }

    private static func condition(_ condition: Condition, _ scope: Scope) -> [Diagnostic] {
        let name = condition.name
        guard let type = scope.type(of: name) else {
            return [
                Diagnostic(.unknownFact, at: condition.place, scope.objection(to: name), suggestion: scope.near(name))
            ]
        }
        if case .range(let min?, let max?) = condition.matcher, min.value >= max.value {
            return [Diagnostic(.emptyRange, at: min.place, "no number is at least min and below max")]
        }
        guard let fitting = type.objection(to: condition.matcher) else {
            return condition.matcher.words.compactMap { type.objection(toWord: $0, of: name) }
        }
        return [Diagnostic(.wrongMatcher, at: condition.matcherPlace, "\(name) is \(type.described); \(fitting)")]
    }
}

extension Scope {
    /// Why a name means nothing here.
    func objection(to name: FactName) -> String {
        groups[name.group] == nil
            ? "there is no group \"\(name.group)\" here" : "\"\(name.group)\" has no fact \"\(name.fact)\""
    }

    func near(_ name: FactName) -> String? {
        guard let group = groups[name.group] else {
            return NearName.of(name.group, among: groups.keys).map { "\($0).\(name.fact)" }
        }
        return NearName.of(name.fact, among: group.types.keys).map { "\(name.group).\($0)" }
    }
}

extension FactType {
    var described: String {
        switch self {
        case .word: "one of a few words"
        case .text: "a text"
        case .number: "a number"
        case .flag: "true or false"
        case .list: "a list"
        }
    }

    /// What would fit instead; nil if the matcher does.
    fileprivate func objection(to matcher: Matcher) -> String? {
        switch (self, matcher) {
        case (_, .present), (.text, .contains), (.list, .contains), (.number, .range): nil
        case (.list, _): "it takes {contains: …} or {present: …}"
        case (_, .equals), (_, .oneOf), (_, .not): nil
        case (_, .range): "min and max need a number"
        case (_, .contains): "contains needs a text or a list"
        }
    }

    /// What is wrong with a word that is compared with values of this type.
    func objection(toWord word: Located<String>, of name: FactName) -> Diagnostic? {
        let words: [String]
        switch self {
        case .number:
            guard StrictNumber.read(word.value) == nil else { return nil }
            return Diagnostic(.wrongMatcher, at: word.place, "\(name) is a number; \"\(word.value)\" is none")
        case .flag: words = ["true", "false"]
        case .word(let own): words = own
        case .text, .list: return nil
        }
        if words.contains(word.value) { return nil }
        return Diagnostic(
            .unknownWord, at: word.place,
            "\(name) is never \"\(word.value)\" here: it is one of \(words.joined(separator: ", "))",
            suggestion: NearName.of(word.value, among: words))
    }
}
