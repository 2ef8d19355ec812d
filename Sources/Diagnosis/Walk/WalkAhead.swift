extension Walk {
    /// Tests without effects that a tree may come to, before it is known where the walk will start: for a call that is
    /// still under way, so that the verdict waits for the longest measurement and not for their sum.
    package static func testsAhead(
        library: Library, playbook: String, catalogue: Catalogue, inputs: [String: Finding]
    ) -> [TestRequest] {
        let reach = WalkReach(library: library, catalogue: catalogue, knowledge: WalkKnowledge(inputs))
        return reach.silentTests(
            from: WalkPosition(playbook: playbook, node: library.playbooks[playbook]?.start.value ?? ""))
    }
}
