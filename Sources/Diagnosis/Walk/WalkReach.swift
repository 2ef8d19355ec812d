/// The tests that a walk may still come to.
struct WalkReach {
    /// An unlinted library may be endless.
    private static let maximumPositions = 5000
    private static let maximumDepth = 32

    let library: Library
    let catalogue: Catalogue
    let knowledge: WalkKnowledge

    /// Every test without effects that can be reached from a position, in the order of the tree (a branch before the
    /// next one), each once. Branches that known facts already exclude are left out.
    func silentTests(from start: WalkPosition) -> [TestRequest] {
        var tests: [TestRequest] = []
        var seen: Set<WalkPosition> = []
        var open = [start]
        while let position = open.popLast(), seen.count < WalkReach.maximumPositions {
            guard seen.insert(position).inserted,
                let node = library.playbooks[position.playbook]?.node(position.node)
            else { continue }
            if case .test(let test) = node.kind, catalogue.tests[test.test.value]?.effects.isEmpty == true {
                let request = TestRequest(test, catalogue)
                if !tests.contains(request) { tests.append(request) }
            }
            open += successors(of: node, at: position).reversed()
        }
        return tests
    }

    private func successors(of node: Node, at position: WalkPosition) -> [WalkPosition] {
        var next = position
        switch node.kind {
        case .include(let include):
            guard let subtree = library.playbooks[include.playbook.value],
                position.frames.count < WalkReach.maximumDepth
            else { return [] }
            next.enter(subtree)
            return [next]
        case .exit(let exit):
            guard let frame = next.frames.popLast(), let target = frame.target(of: exit.value, in: library) else {
                return []
            }
            next.playbook = frame.playbook
            next.node = target
            return [next]
        case .conclude:
            return []
        case .test, .ask, .check:
            return possibleTargets(of: node).map { target in
                var next = position
                next.node = target
                return next
            }
        }
    }

    /// The targets that what is known does not exclude: groups that nobody measured yet may turn out either way.
    private func possibleTargets(of node: Node) -> [String] {
        var targets: [String] = []
        for branch in node.branches {
            let known = branch.conditions.filter { knowledge.has($0.name.group) }
            guard known.allSatisfy({ $0.matcher.matches(knowledge.value(of: $0.name)) }) else { continue }
            targets.append(branch.target.value)
            if known.count == branch.conditions.count { return targets }
        }
        return targets + (node.otherwise.map { [$0.value] } ?? [])
    }
}
