extension Page {
    /// The table of measurements, with their facts where asked for.
    mutating func findings(_ findings: [Finding], facts: Bool, ids: Bool) {
        guard !findings.isEmpty else { return }
        heading("Findings")
        let titles = findings.map { SafeText.safe($0.title) }
        let longest = titles.map(Cells.width).max() ?? 0
        let titleColumns = min(longest, width - Self.statusColumns - Self.timeColumns)
        for (finding, title) in zip(findings, titles) {
            let status = Cells.pad("  " + finding.status.word, to: Self.statusColumns)
            let took = finding.status == .skip ? "" : durationText(milliseconds: finding.durationMs)
            let parts = Cells.wrap(title, columns: titleColumns)
            let row = Cells.pad(parts[0], to: titleColumns) + Cells.padLeft(took, to: Self.timeColumns)
            line(style.paint(status, finding.status.paint) + (took.isEmpty ? parts[0] : row))
            for part in parts.dropFirst() { line(Cells.pad("", to: Self.statusColumns) + part) }
            if ids { line(Self.indent + style.paint(name(of: finding), .faint)) }
            if facts { self.facts(finding.facts) }
        }
    }

    private static let statusColumns = 11
    private static let timeColumns = 11
    private static let indent = String(repeating: " ", count: 13)

    /// `sip.options.udp: timeout (transport=udp)`.
    private func name(of finding: Finding) -> String {
        let parameters = finding.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let with = parameters.isEmpty ? "" : " (\(parameters.joined(separator: ", ")))"
        return SafeText.safe("\(finding.id): \(finding.outcome)\(with)")
    }

    /// Aligned `name  value` lines in the order of the names, a list one element a line.
    private mutating func facts(_ facts: [String: Value]) {
        let rows = facts.sorted { $0.key < $1.key }.map { (name: SafeText.safe($0.key), values: $0.value.lines) }
        let nameColumns = min(rows.map { Cells.width(of: $0.name) }.max() ?? 0, 24)
        for row in rows {
            for (index, value) in row.values.enumerated() {
                let name = Cells.pad(index == 0 ? row.name : "", to: nameColumns)
                for text in Cells.hang("\(Self.indent)\(name)  ", value, columns: width) { line(text) }
            }
        }
    }
}

extension Value {
    /// The value for people; a list one element a line.
    fileprivate var lines: [String] {
        switch self {
        case .text(let text): [SafeText.safe(text)]
        case .number(let number): [number.isFinite ? JSON.number(number).compact : "not measured"]
        case .flag(let flag): [flag ? "yes" : "no"]
        case .list(let values): values.isEmpty ? ["none"] : values.map { SafeText.safe($0) }
        }
    }
}
