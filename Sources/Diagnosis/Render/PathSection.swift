extension Page {
    /// The way that the walk took through the playbooks.
    mutating func path(_ steps: [PathStep]) {
        guard !steps.isEmpty else { return }
        heading("Path")
        for step in steps {
            let next = step.next.map { " -> \($0)" } ?? ""
            line("  " + SafeText.safe("\(step.playbook): \(step.node): \(step.result)\(next)"))
        }
    }
}
