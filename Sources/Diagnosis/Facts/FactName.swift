/// The name of a fact as a playbook writes it: `options_udp.outcome` is the fact `outcome` of the group `options_udp`.
package struct FactName: Sendable, Hashable, CustomStringConvertible {
    /// An alias (`as`) or a group that exists on entry (`call`).
    package var group: String
    package var fact: String

    package init(_ group: String, _ fact: String) {
        self.group = group
        self.fact = fact
    }

    /// Reads `group.fact`: exactly one dot with a word on either side.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.init(String(parts[0]), String(parts[1]))
    }

    package var description: String { "\(group).\(fact)" }
}
