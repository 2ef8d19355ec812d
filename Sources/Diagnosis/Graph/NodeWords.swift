extension PlaybookGraph.Box {
    /// The node in words.
    package init(_ node: Node, of playbook: Playbook, _ library: Library) {
        id = node.id.value
        switch node.kind {
        case .test(let test):
            (kind, word, title) = (.test, "Test", test.title?.value ?? test.test.value)
            let parameters = test.parameters.map { ", \($0.name.value) \($0.value.value)" }
            notes = [test.test.value + parameters.joined()]
        case .ask(let ask):
            (kind, word, title) = (.ask, "Question", ask.question.value)
            notes = ["if nobody can be asked: \(ask.unattended.value)"]
        case .check(let check):
            (kind, word, title, notes) = (.check, "Decision", check.what.value, [])
        case .include(let include):
            let subtree = library.playbooks[include.playbook.value]
            (kind, word, title) = (.include, "Sub-tree", subtree?.title.value ?? include.playbook.value)
            notes = [include.playbook.value]
            if let subtree, library.concludes(subtree) { notes.append("may name a cause itself") }
        case .exit(let exit):
            (kind, word, title) = (.exit, "Exit", exit.value)
            notes = playbook.isSubtree ? [] : ["ends without a cause"]
        case .conclude(let leaf):
            let cause = library.causes[leaf.cause.value]
            (kind, word, title) = (.conclude, "Cause", cause?.title.value ?? leaf.cause.value)
            notes = [leaf.cause.value, leaf.confidence.value + (cause.map { ", to act: \($0.owner.value)" } ?? "")]
        }
    }
}

extension Library {
    /// Whether a walk can end inside the tree.
    fileprivate func concludes(_ playbook: Playbook) -> Bool {
        nodes(under: playbook).contains { _, node in
            if case .conclude = node.kind { true } else { false }
        }
    }
}

extension Playbook {
    /// When the tree is walked, in words.
    package var occasion: String {
        if isSubtree { return "a sub-tree that others include" }
        if symptoms.contains(where: { $0.value == TreeChoice.beside }) { return "walked beside every run" }
        let occasions = codes.map(\.value.description) + symptoms.map(\.value)
        return occasions.isEmpty ? "for no code and no symptom" : "explains " + occasions.joined(separator: ", ")
    }
}
