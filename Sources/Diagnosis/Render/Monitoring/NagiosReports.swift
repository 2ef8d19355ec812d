extension Reports {
    /// Many reports as one monitoring plugin prints them: what fails in the status line, each of them below.
    package func nagios() -> String {
        let bad = entries.filter { $0.verdict != .ok }
        let text =
            bad.isEmpty ? "\(entries.count) checks" : "\(bad.count) of \(entries.count): \(complaints(for: .plugin))"
        let counts =
            [("checks", entries.count)]
            + [Verdict.critical, .warning, .unknown].map { verdict in
                (verdict.rawValue, entries.count { $0.verdict == verdict })
            }
        let data = counts.map { "'\($0)'=\($1);;;0" }.joined(separator: " ")
        let lines = bad.flatMap { $0.lines(.plain) }.map { SafeText.safe($0, for: .plugin) }
        return (["SIP CHECK \(verdict.headline) - \(text) | \(data)"] + lines).map { $0 + "\n" }.joined()
    }
}
