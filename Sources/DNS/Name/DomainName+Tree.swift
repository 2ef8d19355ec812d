/// Names above and below each other.
extension DomainName {
    /// The name without its first label; the root's is the root.
    package var parent: DomainName {
        DomainName(wire: Array(wire.dropFirst(Int(wire[0]) + 1))) ?? .root
    }

    /// The name is the zone's own, or lies below it.
    package func isWithin(_ zone: DomainName) -> Bool {
        var name = self
        while name != zone {
            guard !name.isRoot else { return false }
            name = name.parent
        }
        return true
    }
}
