extension Linter {
    /// PB080: cheap silent tests come first, questions and ringing later.
    @Sendable static func stepOrder(_ context: LintContext) -> [Diagnostic] {
        var order = StepOrder(catalogue: context.catalogue)
        for playbook in context.innermostFirst { order.look(at: playbook) }
        return order.diagnostics
    }
}

/// Follows slow, asking and ringing steps to what comes after them.
private struct StepOrder {
    /// What one tree does, seen from outside.
    struct Summary {
        /// The slow step behind which an exit lies, by exit.
        var slowExits: [String: Located<String>] = [:]
        var hasCheapTest = false
    }

    let catalogue: Catalogue
    private(set) var diagnostics: [Diagnostic] = []
    private var summaries: [String: Summary] = [:]

    init(catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    /// The sub-trees of a tree come before it.
    mutating func look(at playbook: Playbook) {
        var summary = Summary()
        var slowBefore: [String: Located<String>] = [:]
        for node in TreeGraph(playbook).order {
            let before = slowBefore[node.id.value]
            var after = before
            switch node.kind {
            case .test(let test):
                if catalogue.tests[test.test.value]?.effects.isEmpty == true {
                    summary.hasCheapTest = true
                    if let before { diagnostics.append(complaint(node.id, after: before)) }
                } else {
                    after = before ?? node.id
                }
            case .ask:
                after = before ?? node.id
            case .include(let include):
                let inside = summaries[include.playbook.value] ?? Summary()
                if let before, inside.hasCheapTest {
                    diagnostics.append(complaint(node.id, after: before))
                }
                summary.hasCheapTest = summary.hasCheapTest || inside.hasCheapTest
                for wire in include.exits {
                    slowBefore[wire.target.value] =
                        slowBefore[wire.target.value] ?? before ?? inside.slowExits[wire.exit.value]
                }
                continue
            case .exit(let exit):
                summary.slowExits[exit.value] = summary.slowExits[exit.value] ?? before
            case .check, .conclude:
                break
            }
            for target in node.targets { slowBefore[target.value] = slowBefore[target.value] ?? after }
        }
        summaries[playbook.id.value] = summary
    }

    private func complaint(_ cheap: Located<String>, after slow: Located<String>) -> Diagnostic {
        Diagnostic(
            .cheapAfterSlow, at: cheap.place,
            "\"\(cheap.value)\" is cheap and silent; it belongs before \"\(slow.value)\", which is slow, asks or rings",
            related: [.init(place: slow.place, note: "the slow step")])
    }
}
