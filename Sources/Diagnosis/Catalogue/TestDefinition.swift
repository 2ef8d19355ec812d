extension Set<TestDefinition.Effect> {
    /// What tests with these effects do to people: "it …".
    package var inWords: String {
        let words: [(TestDefinition.Effect, String)] = [
            (.ringsPhone, "may ring a phone"), (.credentials, "uses the login"), (.slow, "takes long"),
        ]
        return words.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
    }
}

/// One row of the test catalogue: read by the linter and by the runtime alike.
package struct TestDefinition: Sendable {
    /// What a test does to the world. A test without effects is cheap and silent, and may start ahead of the walk.
    package enum Effect: String, Sendable, CaseIterable {
        /// A person's phone may ring.
        case ringsPhone = "rings_phone"
        /// Credentials are used; a wrong one counts against the account.
        case credentials
        /// Takes long, or many requests, or means something only once the walk has come there: never starts ahead.
        case slow
    }

    /// One parameter that a playbook may set in `with`.
    package struct Parameter: Sendable {
        package var name: String
        package var meaning: String
        /// The words it takes; empty: any number.
        package var values: [String]
        package var defaultValue: String

        package init(_ name: String, _ meaning: String, values: [String], default defaultValue: String) {
            self.name = name
            self.meaning = meaning
            self.values = values
            self.defaultValue = defaultValue
        }
    }

    /// One outcome word.
    package struct Outcome: Sendable {
        /// What kind of evidence an outcome is. A cause is never `certain` on `absence` or `notMeasured` alone.
        package enum Evidence: Sendable {
            /// Something was received or said.
            case observed
            /// Nothing came back.
            case absence
            /// The test did not run to its end: skipped, failed.
            case notMeasured
        }

        package var word: String
        package var meaning: String
        package var evidence: Evidence
        package var status: Finding.Status
        /// The parameter values under which the outcome can occur at all; empty: under all.
        package var only: [String: [String]]

        package init(
            _ word: String, _ meaning: String, _ evidence: Evidence = .observed, status: Finding.Status,
            only: [String: [String]] = [:]
        ) {
            self.word = word
            self.meaning = meaning
            self.evidence = evidence
            self.status = status
            self.only = only
        }
    }

    /// One fact that the test may state beside its outcome.
    package struct Fact: Sendable {
        package var name: String
        package var type: FactType
        package var meaning: String
        /// The outcomes under which the fact is always set; it may be set under others too. Empty: it may be absent.
        /// `always` where the group itself implies the fact, as in the groups that exist on entry.
        package var setWhen: [String]
        /// The words that only say that nothing came: no evidence for a `certain` cause.
        package var absence: [String]

        /// For `setWhen`: under every outcome.
        package static let always = ["*"]

        package init(
            _ name: String, _ type: FactType, _ meaning: String, setWhen: [String] = [], absence: [String] = []
        ) {
            self.name = name
            self.type = type
            self.meaning = meaning
            self.setWhen = setWhen
            self.absence = absence
        }

        /// Whether the fact is set for sure under this outcome.
        package func isSet(when outcome: String) -> Bool {
            setWhen == Fact.always || setWhen.contains(outcome)
        }
    }

    package var name: String
    package var summary: String
    package var effects: Set<Effect>
    package var parameters: [Parameter]
    package var outcomes: [Outcome]
    package var facts: [Fact]

    package init(
        _ name: String, _ summary: String, effects: Set<Effect> = [], parameters: [Parameter] = [],
        outcomes: [Outcome], facts: [Fact] = []
    ) {
        self.name = name
        self.summary = summary
        self.effects = effects
        self.parameters = parameters
        self.outcomes = outcomes
        self.facts = facts
    }

    /// The parameters of one run, defaults filled in.
    package func parameters(with given: [String: String]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, given[$0.name] ?? $0.defaultValue) })
    }

    /// The outcomes that can occur under these parameters.
    package func outcomes(under parameters: [String: String]) -> [Outcome] {
        outcomes.filter { outcome in
            outcome.only.allSatisfy { name, values in parameters[name].map(values.contains) ?? true }
        }
    }
}
