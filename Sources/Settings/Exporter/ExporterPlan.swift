/// What `sipdiag exporter FILE` may be asked for: its modules, in the order of the file.
package struct ExporterPlan: Sendable, Equatable {
    /// The file, as it was named.
    package var file: String
    package var modules: [ExporterModule] = []
}

/// One way to ask; a scrape names it, and the target.
package struct ExporterModule: Sendable, Equatable {
    package var name: String
    package var probe: CheckProbe
    package var options: SettingsLayer
    package var terms: CheckTerms
    /// Whom it may ask, as the file writes them; empty for one that is about no SIP server.
    package var targets: [String]
    package var line: Int

    /// What one scrape asks.
    package func item(toward target: String?) -> CheckItem {
        CheckItem(name: name, provider: nil, probe: probe, target: target, options: options, terms: terms, line: line)
    }
}

/// What only the modules of the protocols and the system know.
package struct ExporterRules: Sendable {
    package var values: ValueRules
    /// Why a text names no target, and no pattern of targets; nil where it does.
    package var target: @Sendable (String) -> String?

    package init(values: ValueRules, target: @escaping @Sendable (String) -> String?) {
        self.values = values
        self.target = target
    }
}
