/// Judges the findings of a saved report again, with no network: what was not measured then stays unmeasured.
package enum Replay {
    /// Walks one tree to its end over findings that exist.
    package static func walk(
        _ playbook: String, library: Library, catalogue: Catalogue, findings: [Finding], answers: [String: String]
    ) -> Walk {
        var inputs: [String: Finding] = [:]
        for finding in findings where catalogue.inputs[finding.test] != nil { inputs[finding.test] = finding }
        var walk = Walk(
            library: library, playbook: playbook, catalogue: catalogue, inputs: inputs, measured: findings,
            answers: answers, unattended: true)
        _ = walk.handle(.start)
        // Whatever the walk still waits for was not measured: it ends with what there is.
        if walk.conclusion == nil { _ = walk.handle(.deadline) }
        return walk
    }
}
