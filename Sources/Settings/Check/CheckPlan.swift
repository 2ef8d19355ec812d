/// What `sipdiag check FILE` has to do: every check of the file, flat, in the order of the file.
///
/// The runner takes the items one by one. It asks `probe` of `target` with `options`, as the command of that name would with
/// these options, no oftener than `terms.everyMs`, and then compares what was measured with the rest of `terms`. A message
/// about an item begins with its `label`; `line` is where the file asks for it.
package struct CheckPlan: Sendable, Equatable {
    /// The file, as it was named.
    package var file: String
    package var items: [CheckItem] = []
}

/// One question about one target.
package struct CheckItem: Sendable, Equatable {
    /// The target's name: no other target of the file has it. By this and `probe` its state is kept.
    package var name: String
    /// The provider it stands under.
    package var provider: String?
    package var probe: CheckProbe
    /// What `Target(_:)` reads; nil for a `nat` or a `status` of no server.
    package var target: String?
    /// The settings that are in force for it, by the names of the options: `options.text(.proxy)`, `options.list(.stun)`,
    /// `options.milliseconds(.timeout)`. Paths are whole; a password is in the file `options.text(.passwordFile)` alone.
    package var options: SettingsLayer
    /// How often, and what is accepted. `everyMs` is always there; `certificateDays` is where there may be TLS.
    package var terms: CheckTerms
    /// Where the file asks for it: the target's line.
    package var line: Int

    /// `acme-trunk options`.
    package var label: String { "\(name) \(probe.rawValue)" }
}
