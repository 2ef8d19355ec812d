/// Cases that a tree must judge in one way, walked with no network.
package struct FixtureFile: Sendable {
    package var file: String
    package var playbook: Located<String>
    /// What every case has unless it says otherwise.
    package var defaults: FixtureData
    package var cases: [FixtureCase]
    package var layer: Int
}

package struct FixtureCase: Sendable {
    package var name: Located<String>
    package var data: FixtureData
}

/// What is known in a case, and what must come out.
package struct FixtureData: Sendable {
    /// The fact groups that exist on entry (`call`, `target`), by name.
    package var inputs: [String: FixtureGroup] = [:]
    /// What each test finds, by alias.
    package var tests: [String: FixtureGroup] = [:]
    /// By alias.
    package var answers: [String: Answer] = [:]
    package var unattended: Bool?
    package var expect = Expectation()

    package struct Answer: Sendable {
        package var place: Place
        package var word: Located<String>
    }

    /// `exit` stands where a tree ends without a cause. `path` names nodes that are met in this order.
    package struct Expectation: Sendable {
        package var cause: Located<String>?
        package var exit: Located<String>?
        package var confidence: Located<String>?
        package var path: [Located<String>] = []
    }

    /// This data laid over `defaults`. A group that states its own `outcome` replaces the default one; any other
    /// adds its facts to it, and an empty fact takes the default away.
    package func merged(over defaults: FixtureData) -> FixtureData {
        var merged = defaults
        merged.inputs.merge(inputs) { $1.merged(over: $0) }
        merged.tests.merge(tests) { $1.merged(over: $0) }
        merged.answers.merge(answers) { $1 }
        merged.unattended = unattended ?? defaults.unattended
        if expect.cause != nil || expect.exit != nil {
            merged.expect.cause = expect.cause
            merged.expect.exit = expect.exit
        }
        merged.expect.confidence = expect.confidence ?? defaults.expect.confidence
        if !expect.path.isEmpty { merged.expect.path = expect.path }
        return merged
    }
}

/// The facts of one group as a fixture writes them.
package struct FixtureGroup: Sendable {
    package enum Content: Sendable {
        case word(Located<String>)
        case list([Located<String>])
        /// Not measured, whatever the defaults say.
        case none
    }

    package struct Fact: Sendable {
        package var name: Located<String>
        package var content: Content
    }

    package var place: Place
    /// `outcome` is one of them.
    package var facts: [Fact]

    package subscript(name: String) -> Fact? { facts.first { $0.name.value == name } }

    func merged(over defaults: FixtureGroup) -> FixtureGroup {
        if self["outcome"] != nil { return self }
        let own = Set(facts.map(\.name.value))
        return FixtureGroup(place: place, facts: defaults.facts.filter { !own.contains($0.name.value) } + facts)
    }
}
