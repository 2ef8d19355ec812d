/// One step of a tree.
package struct Node: Sendable {
    package enum Kind: Sendable {
        case test(Test)
        case ask(Ask)
        case check(Check)
        case include(Include)
        /// Leaves a sub-tree by this name.
        case exit(Located<String>)
        case conclude(Conclude)
    }

    /// Runs a measurement and stores its facts under `alias`.
    package struct Test: Sendable {
        package var test: Located<String>
        package var title: Located<String>?
        package var alias: Located<String>
        package var parameters: [Parameter]
        package var branches: [Branch]
        package var otherwise: Located<String>?

        /// What `with` sets, by name.
        package var given: [String: String] {
            Dictionary(parameters.map { ($0.name.value, $0.value.value) }) { first, _ in first }
        }
    }

    /// One entry of `with`.
    package struct Parameter: Sendable {
        package var name: Located<String>
        package var value: Located<String>
    }

    /// Asks a person, and stores the word as the fact `alias.answer`.
    package struct Ask: Sendable {
        package var question: Located<String>
        package var alias: Located<String>
        package var choices: [Choice]
        /// The answer where nobody can be asked.
        package var unattended: Located<String>
        package var help: Located<String>?
        package var branches: [Branch]
    }

    package struct Choice: Sendable {
        package var word: Located<String>
        package var text: Located<String>
    }

    /// Decides on facts already known.
    package struct Check: Sendable {
        package var what: Located<String>
        package var branches: [Branch]
        package var otherwise: Located<String>?
    }

    /// Runs a sub-tree, which may conclude itself.
    package struct Include: Sendable {
        package var playbook: Located<String>
        package var exits: [Wire]
    }

    /// Where an exit of a sub-tree leads.
    package struct Wire: Sendable {
        package var exit: Located<String>
        package var target: Located<String>
    }

    /// Names the cause and the evidence.
    package struct Conclude: Sendable {
        package var cause: Located<String>
        package var confidence: Located<String>
        package var because: Located<String>
        /// What to do first, in this very case; the cause's own steps follow.
        package var fix: [Located<String>]
        package var rulesOut: [Located<String>]
        package var alsoConsider: [Located<String>]
    }

    package var id: Located<String>
    package var kind: Kind

    package var branches: [Branch] {
        switch kind {
        case .test(let test): test.branches
        case .ask(let ask): ask.branches
        case .check(let check): check.branches
        case .include, .exit, .conclude: []
        }
    }

    /// The target of `else`.
    package var otherwise: Located<String>? {
        switch kind {
        case .test(let test): test.otherwise
        case .check(let check): check.otherwise
        case .ask, .include, .exit, .conclude: nil
        }
    }

    /// The fact group that this node itself makes.
    package var alias: Located<String>? {
        switch kind {
        case .test(let test): test.alias
        case .ask(let ask): ask.alias
        case .check, .include, .exit, .conclude: nil
        }
    }

    /// Every node of the same tree that this one may lead to, in the order of the file: branches, then `else`.
    package var targets: [Located<String>] {
        if case .include(let include) = kind { return include.exits.map(\.target) }
        return branches.map(\.target) + (otherwise.map { [$0] } ?? [])
    }
}
