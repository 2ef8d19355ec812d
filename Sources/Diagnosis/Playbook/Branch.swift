/// `when: {fact: matcher, …}` and `goto: node`: taken if every condition holds.
package struct Branch: Sendable {
    package var conditions: [Condition]
    package var target: Located<String>
    /// Where the branch begins.
    package var place: Place

    /// Whether the branch is taken, given what is known; nil is a fact that was not measured.
    package func matches(_ value: (FactName) -> Value?) -> Bool {
        conditions.allSatisfy { $0.matcher.matches(value($0.name)) }
    }
}

/// One `fact: matcher`.
package struct Condition: Sendable {
    package var name: FactName
    package var matcher: Matcher
    /// Where the fact is named.
    package var place: Place
    /// Where the matcher stands.
    package var matcherPlace: Place
}
