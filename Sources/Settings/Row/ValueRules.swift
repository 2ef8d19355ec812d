/// What only the modules of the protocols know: whether a text is a target, a host, an address, a certificate.
package struct ValueRules: Sendable {
    /// Why a value cannot be used, and what to write instead; nil where it can. Paths are whole.
    package var problem: @Sendable (SettingName, String) -> String?

    package init(_ problem: @escaping @Sendable (SettingName, String) -> String?) { self.problem = problem }
}
