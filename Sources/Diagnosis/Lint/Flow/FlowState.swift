/// What a walk may know when it stands at a node, whichever path it took.
struct FlowState {
    /// A path on which something holds, for people: its last nodes.
    typealias Trail = [String]

    /// Groups that some path measured.
    var groups: [String: GroupState] = [:]
    /// A path to here on which no branch decided on anything observed; nil if there is none.
    var unobserved: Trail?
    /// A path to here.
    var trail: Trail = []

    /// Where two paths meet.
    mutating func join(_ other: FlowState) {
        for name in Set(groups.keys).union(other.groups.keys) {
            var group = groups[name] ?? other.groups[name] ?? GroupState()
            if let theirs = other.groups[name], groups[name] != nil {
                group.join(theirs)
            } else {
                group.missing = group.missing ?? (groups[name] == nil ? trail : other.trail)
            }
            groups[name] = group
        }
        unobserved = unobserved ?? other.unobserved
    }

    /// The state after one more node.
    func walked(_ node: String) -> FlowState {
        var state = self
        state.trail = Array((trail + [node]).suffix(16))
        if unobserved != nil { state.unobserved = state.trail }
        return state
    }
}

/// What may be known of one group.
struct GroupState {
    /// A path on which nobody measured the group; nil if every path did.
    var missing: FlowState.Trail?
    /// What branches have found out; a fact that is not here may be anything.
    var facts: [String: FactState] = [:]

    mutating func join(_ other: GroupState) {
        missing = missing ?? other.missing
        facts = facts.reduce(into: [:]) { joined, fact in
            joined[fact.key] = other.facts[fact.key].map { fact.value.joined($0) }
        }
    }

    /// Both hold.
    mutating func narrow(_ other: GroupState) {
        missing = missing == nil ? nil : other.missing
        facts.merge(other.facts) { $0.narrowed($1) }
    }
}

/// What may be known of one fact of a group that was measured.
struct FactState: Equatable {
    /// The words it may be; nil for a fact that has no fixed words.
    var words: Set<String>?
    /// Where a number lies; nil if nothing is known.
    var range: NumberRange?
    var mayBeSet = true
    var mayBeAbsent = true

    /// Nothing is left that it could be.
    var isImpossible: Bool {
        !mayBeAbsent && (!mayBeSet || words?.isEmpty == true || range?.isEmpty == true)
    }

    func joined(_ other: FactState) -> FactState {
        guard mayBeSet, other.mayBeSet else {
            var joined = mayBeSet ? self : other
            joined.mayBeAbsent = mayBeAbsent || other.mayBeAbsent
            return joined
        }
        return FactState(
            words: words.flatMap { own in other.words.map { own.union($0) } },
            range: range.flatMap { own in other.range.map { own.joined($0) } },
            mayBeAbsent: mayBeAbsent || other.mayBeAbsent)
    }

    func narrowed(_ other: FactState) -> FactState {
        FactState(
            words: words.map { own in other.words.map { own.intersection($0) } ?? own } ?? other.words,
            range: range.map { own in other.range.map { own.narrowed($0) } ?? own } ?? other.range,
            mayBeSet: mayBeSet && other.mayBeSet, mayBeAbsent: mayBeAbsent && other.mayBeAbsent)
    }
}
